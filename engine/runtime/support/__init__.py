"""The only names that generated code may call.

`exports(rt)` is the list: it becomes the beginning of the generated program's
namespace. Names are those that `typesystem/operators.py` and `codegen` write.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...values.copying import copied, key_copy
from ...values.integer import IntVal
from ...values.record import coerce_record, unset_field
from ...values.table import Set, Table, difference, intersection, union
from ...values.time import Interval, Time
from ...values.vector import Vector
from ..faults import NoValue
from ..when import call_in_condition, indexed, start
from .assigning import change, given, set_field, set_index
from .dynamic import cast, from_any, is_of, size_of, unpack
from .functions import make_lambda, missing_return, needed, schedule
from .numbers import (
    H63,
    M64,
    count_to_int,
    double_to_count,
    double_to_int,
    int_divide,
    int_modulo,
    int_shift_left,
    int_shift_right,
    int_to_count,
    shift_left,
    underflow,
)
from .patterns import mask_addr, pattern_and, pattern_append, pattern_or
from .sequences import (
    append_any,
    assign_slice,
    characters,
    has_index,
    no_such_index,
    nul_in_string,
    set_element,
    slice_of,
    string_index,
    vector_binary,
    vector_choose,
    vector_map,
)
from .statements import assert_failed, assert_passed, print_line, print_to
from .tables import (
    expand_key,
    loop_changed,
    new_table,
    pattern_lookup,
    retype,
    set_equal,
)

if TYPE_CHECKING:
    from ..state import Runtime


def exports(rt: Runtime) -> dict[str, Any]:
    """Every name for one run."""
    return {
        **PURE,
        "print_": partial(print_line, rt),
        "print_to": print_to,
        "enqueue": rt.pending.append,
        "underflow": partial(underflow, rt),
        "nul_in_string": partial(nul_in_string, rt),
        "loop_changed": partial(loop_changed, rt),
        "missing_return": partial(missing_return, rt),
        "schedule": partial(schedule, rt),
        "new_table": partial(new_table, rt),
        "assert_failed": partial(assert_failed, rt),
        "assert_passed": partial(assert_passed, rt),
        "when": partial(start, rt),
        "call_in_condition": partial(call_in_condition, rt),
        "indexed": partial(indexed, rt),
        "double_to_count": partial(double_to_count, rt),
        "double_to_int": partial(double_to_int, rt),
        "int_to_count": partial(int_to_count, rt),
        "count_to_int": partial(count_to_int, rt),
    }


PURE: dict[str, Any] = {
    f.__name__: f
    for f in (
        append_any,
        assign_slice,
        cast,
        change,
        characters,
        coerce_record,
        expand_key,
        from_any,
        given,
        has_index,
        int_divide,
        int_modulo,
        int_shift_left,
        int_shift_right,
        is_of,
        key_copy,
        make_lambda,
        mask_addr,
        needed,
        no_such_index,
        pattern_and,
        pattern_append,
        pattern_lookup,
        pattern_or,
        retype,
        set_element,
        set_equal,
        set_field,
        set_index,
        shift_left,
        size_of,
        slice_of,
        string_index,
        unpack,
        unset_field,
        vector_binary,
        vector_choose,
        vector_map,
    )
} | {
    "M64": M64,
    "H63": H63,
    "Interval": Interval,
    "IntVal": IntVal,
    "NoValue": NoValue,
    "Set": Set,
    "Table": Table,
    "Time": Time,
    "Vector": Vector,
    "copy": copied,
    "spread": dict.fromkeys,
    "set_difference": difference,
    "set_intersection": intersection,
    "set_subset": lambda a, b: dict.keys(a) <= dict.keys(b),
    "set_subset_strict": lambda a, b: dict.keys(a) < dict.keys(b),
    "set_union": union,
}
"""The names that need nothing of the run."""
