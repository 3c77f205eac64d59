"""The only names that generated code may call.

`exports(rt)` is the list: it becomes the beginning of the generated program's
namespace. Names are those that `typesystem/operators.py` and `codegen` write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from ..diagnostics import ZeekError
from ..typesystem.coercion import is_unspecified, same_type
from ..typesystem.types import (
    COUNT,
    INT,
    FuncType,
    TableType,
    Type,
    VectorType,
)
from ..values.broker import unwrapped
from ..values.copying import copied, deep_copy, key_copy
from ..values.function import FuncInfo, info_of
from ..values.integer import IntVal
from ..values.pattern import Pattern
from ..values.printing import NUL_INSIDE, describe, describe_short, escape
from ..values.record import coerce_record, unset_field
from ..values.subnet import Subnet
from ..values.table import (
    Set,
    Table,
    default_by,
    default_from,
    difference,
    intersection,
    make_table,
    union,
)
from ..values.time import Interval, Time
from ..values.typeof import type_of
from ..values.vector import Vector
from .faults import NoValue
from .stamps import queue_due
from .when import call_in_condition, start

if TYPE_CHECKING:
    from .state import Runtime

M64 = 2**64 - 1
H63 = 2**63
EXPRESSION = "expression error"


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
        "double_to_count": partial(double_to_count, rt),
        "double_to_int": partial(double_to_int, rt),
        "int_to_count": partial(int_to_count, rt),
        "count_to_int": partial(count_to_int, rt),
    }


# ---- printing


def print_line(rt: Runtime, *args: Any) -> None:
    """`print a, b;`, unless a function that failed left one of them out."""
    for a in args:
        if a is None:
            return
    rt.out.write(b", ".join([describe(a) for a in args]) + b"\n")


def print_to(file: Any, *args: Any) -> None:
    """`print file, a, b;`"""
    file.print(args)


# ---- numbers


def underflow(rt: Runtime, difference: int) -> int:
    """A count below zero wraps, with a warning."""
    rt.reporter.expression("warning", "count underflow")
    return difference & M64


def int_divide(a: int, b: int) -> int:
    """Division that rounds towards zero."""
    quotient = a // b
    if quotient < 0 and quotient * b != a:
        quotient += 1
    return quotient


def int_modulo(a: int, b: int) -> int:
    """The remainder with the sign of the dividend."""
    if b == 0:
        raise ZeroDivisionError("modulo by zero")
    return a - int_divide(a, b) * b


def shift_left(a: int, b: int) -> int:
    """`a << b` of counts."""
    if b >= 64:
        return 0
    return (a << b) & M64


def int_shift_left(a: int, b: int) -> int:
    """`a << b` of an int, which may not be negative."""
    if a < 0:
        raise ZeekError("left shifting a negative number is undefined", kind=EXPRESSION)
    return ((a << min(b, 64)) + H63 & M64) - H63


def int_shift_right(a: int, b: int) -> int:
    """`a >> b` of an int."""
    return a >> b


def count_to_int(rt: Runtime, value: int) -> int:
    """A count as an int; one that does not fit is an error."""
    if value >= H63:
        raise _overflow(rt, INT, "unsigned/double to signed", value)
    return value


def int_to_count(rt: Runtime, value: int) -> int:
    """An int as a count; a negative one is an error."""
    if value < 0:
        raise _overflow(rt, COUNT, "signed/double to unsigned", value)
    return value


def double_to_count(rt: Runtime, value: float) -> int:
    """A double as a count, cut."""
    if not -1.0 < value < 2.0**64:
        raise _overflow(rt, COUNT, "signed/double to unsigned", value)
    return int(value)


def double_to_int(rt: Runtime, value: float) -> int:
    """A double as an int, cut."""
    if not -(2.0**63) <= value < 2.0**63:
        raise _overflow(rt, INT, "unsigned/double to signed", value)
    return int(value)


def _overflow(rt: Runtime, kind: Type, what: str, value: float) -> ZeekError:
    place = rt.reporter.here()
    origin = rt.reporter.origin(value) or (place.location if place else None)
    where = f"{kind} and {origin}" if origin else str(kind)
    shown = describe(value).decode()
    text = f"overflow promoting from {what} arithmetic value ({kind} and {shown})"
    rt.reporter.report("error", where, text)
    return NoValue()


def loop_changed(rt: Runtime) -> None:
    """A table was given or lost an element while a loop goes over it."""
    rt.reporter.expression("warning", "possible loop/iterator invalidation")


# ---- addresses and patterns


def mask_addr(value: Any, width: int) -> Subnet:
    """`addr / width`"""
    addr = value.prefix if isinstance(value, Subnet) else value
    try:
        return Subnet.of(addr, width)
    except ValueError as e:
        raise ZeekError(str(e), kind=EXPRESSION) from None


def pattern_and(a: Pattern, b: Pattern) -> Pattern:
    """`p & q`"""
    return a.then(b)


def pattern_or(a: Pattern, b: Pattern) -> Pattern:
    """`p | q`"""
    return a.either(b)


def pattern_append(a: Pattern, b: Pattern) -> Pattern:
    """`p += q`"""
    return a.extended(b)


# ---- strings and vectors


def string_index(text: bytes, index: int) -> bytes:
    """`s[i]`: one byte, empty outside the string."""
    if index < 0:
        index += len(text)
    return text[index : index + 1] if index >= 0 else b""


def slice_of(value: Any, start: int, end: int | None) -> Any:
    """`s[a:b]`, `v[a:b]`"""
    size = len(value)
    stop = size if end is None else end
    if isinstance(value, Vector):
        return value.slice(start, stop)
    low = start + size if start < 0 else start
    high = stop + size if stop < 0 else stop
    return value[max(low, 0) : high] if high > max(low, 0) else b""


def assign_slice(value: Any, start: int, end: int | None, items: Any) -> Any:
    """`v[a:b] = w`"""
    value.assign_slice(start, len(value) if end is None else end, items)
    return items


def characters(text: bytes) -> list[bytes]:
    """The bytes of a string one by one."""
    return [text[i : i + 1] for i in range(len(text))]


def nul_in_string(rt: Runtime, part: bytes, text: bytes) -> bool:
    """`part in text` of a part with a NUL, for which Zeek looks for something else."""
    rt.reporter.error(f'string with embedded NUL: "{escape(part).decode()}"')
    return len(part) <= len(NUL_INSIDE) and NUL_INSIDE[: len(part)] in text


def needed(value: Any) -> Any:
    """What a function gave; nothing leaves the statement out."""
    if value is None:
        raise NoValue()
    return value


def no_such_index() -> Any:
    """A hole was read."""
    raise ZeekError("no such index", kind=EXPRESSION)


def has_index(container: Any, index: int) -> bool:
    """`i in v`"""
    if isinstance(container, Vector):
        return container.has(index)
    return 0 <= index < len(container)


def vector_map(function: Callable[[Any], Any], v: Vector, kind: VectorType) -> Vector:
    """An operator on each element; holes stay."""
    return Vector([None if x is None else function(x) for x in v], kind)


def vector_binary(
    function: Callable[[Any, Any], Any],
    left: Any,
    right: Any,
    kind: VectorType,
    scalar: str,
    op: str,
) -> Vector:
    """An operator on the elements of two vectors, or of one and a scalar."""
    if scalar == "left":
        pairs: Iterable[tuple[Any, Any]] = ((left, x) for x in right)
    elif scalar == "right":
        pairs = ((x, right) for x in left)
    else:
        if len(left) != len(right):
            what = "have different" if op in ("&&", "||") else "are of different"
            raise ZeekError(f"vector operands {what} sizes", kind=EXPRESSION)
        pairs = zip(left, right, strict=True)
    return Vector(
        [None if a is None or b is None else function(a, b) for a, b in pairs], kind
    )


def vector_choose(flags: Vector, then: Vector, orelse: Vector, kind: Any) -> Vector:
    """`v ? a : b` element by element."""
    if not len(flags) == len(then) == len(orelse):
        message = "vectors in conditional expression have different sizes"
        raise ZeekError(message, kind=EXPRESSION)
    items = zip(flags, then, orelse, strict=True)
    return Vector([a if f else b for f, a, b in items], kind)


def set_field(record: Any, field: str, value: Any) -> Any:
    """`r$f = v` inside an expression."""
    setattr(record, field, value)
    return value


def set_index(table: Any, key: Any, value: Any) -> Any:
    """`t[k] = v` inside an expression."""
    table[key] = value
    return value


def append_any(vector: Vector, value: Any) -> None:
    """`v += x` of a `vector of any`, which may stand for one of another type."""
    kind = vector.type
    if kind is not None and not is_unspecified(kind):
        if not same_type(kind.element, type_of(value)):
            message = "type-checking failed in vector append"
            raise ZeekError(message, kind=EXPRESSION)
    vector.append(value)


def set_element(vector: Vector, index: int, value: Any) -> Any:
    """`v[i] = x` inside an expression."""
    vector.assign(index, value)
    return value


def change(container: Any, verb: str, value: Any) -> Any:
    """`c += v` inside an expression."""
    getattr(container, verb)(value)
    return container


# ---- tables


def new_table(rt: Runtime, kind: TableType, items: Any, **attributes: Any) -> Table:
    """A table or set with attributes, or with keys that match."""
    made: Table
    options: dict[str, Any] = {}
    if "default_function" in attributes:
        ask = default_by(attributes["default_function"])
        options["default"] = lambda key: _answer(rt, ask, key, made, attributes)
    elif "default" in attributes:
        options["default"] = default_from(attributes["default"], deep_copy)
    options["stored"] = attributes.get("stored", False)
    for name in ("create", "read", "write"):
        timeout = attributes.get(f"{name}_expire")
        if timeout is not None:
            options["expiry"] = _expiry(rt, name, timeout, attributes)
    if "on_change" in attributes:
        from ..values.tables_managed import change_caller

        options["on_change"] = change_caller(
            attributes["on_change"], rt.enum, kind.is_set
        )
    made = make_table(kind, items, **options)
    return made


def _answer(
    rt: Runtime,
    ask: Callable[[Any], Any],
    key: Any,
    table: Table,
    attributes: dict[str, Any],
) -> Any:
    """What a `&default` function gives; without a value there is no such index."""
    try:
        value = ask(key)
    except Exception as e:
        rt.fault(e)
        value = None
    if value is None:
        shown = describe_short(table).decode("utf-8", "backslashreplace")
        text = f"no value returned from &default function ({shown})"
        rt.reporter.report("error", attributes["place"], text)
        raise KeyError(key)
    return value


class Late:
    """A function that is looked up when it is called: it may not be there at all."""

    __slots__ = ("find",)

    def __init__(self, find: Callable[[], Callable[..., Any]]):
        self.find = find

    def __call__(self, *args: Any) -> Any:
        return self.find()(*args)

    @property
    def __zeek__(self) -> FuncInfo | None:
        return info_of(self.find())


def _expiry(
    rt: Runtime, kind: str, timeout: Callable[[], float], attributes: dict[str, Any]
) -> Any:
    from ..values.tables_managed import Expiry

    function = attributes.get("expire_func")
    return Expiry(
        kind,
        timeout,
        rt,
        function=None if function is None else Late(function),
        interval=lambda: rt.value("table_expire_interval"),
    )


def expand_key(parts: tuple[Any, ...], several: tuple[bool, ...]) -> list[Any]:
    """The keys that one with lists or sets among its parts stands for."""
    choices = [p if s else (p,) for p, s in zip(parts, several, strict=True)]
    keys = list(product(*choices))
    return [k[0] for k in keys] if len(parts) == 1 else keys


def pattern_lookup(table: Any, text: bytes, kind: VectorType) -> Vector:
    """`table[pattern]` indexed by a string: the values of all that match."""
    return Vector([v for p, v in table.items() if p.exact(text)], kind)


def retype(container: Any, kind: Any) -> Any:
    """`set()`, `table()` or `vector()` of no type yet takes on one."""
    container.type = kind
    return container


# ---- any


def from_any(value: Any, kind: Type) -> Any:
    """A value of `any` where one of a type is needed."""
    have = type_of(value)
    if not _same(kind, have):
        raise ZeekError(
            f"incompatible types: need {kind}, have {have}", kind=EXPRESSION
        )
    return int(value) if kind is INT else value


def cast(value: Any, kind: Type) -> Any:
    """`v as T`"""
    inner = unwrapped(value)
    if inner is not value:
        return _cast_data(value, inner, kind)
    have = type_of(value)
    if _same(kind, have):
        return int(value) if type(value) is IntVal else value
    if isinstance(kind, VectorType) and isinstance(value, Set):
        return Vector(list(value), kind)
    if isinstance(kind, TableType) and kind.is_set and isinstance(value, Vector):
        if same_type(kind, TableType((have.element,), None)):  # type: ignore[attr-defined]
            return Set(value, kind)
    text = f"invalid cast of value with type '{have}' to type '{kind}'"
    if str(have) == "Broker::Data" and not hasattr(value, "data"):
        text += " (nil $data field)"
    raise ZeekError(text, kind=EXPRESSION)


def _cast_data(data: Any, inner: Any, kind: Type) -> Any:
    """`d as T` of a `Broker::Data`, whose containers know no type of their own."""
    have = type_of(data)
    if _same(kind, have):
        return data
    if _is_empty_of(inner, kind):
        return retype(deep_copy(inner), kind)
    try:
        made = cast(inner, kind)
    except ZeekError:
        text = f"invalid cast of value with type '{have}' to type '{kind}'"
        raise ZeekError(text, kind=EXPRESSION) from None
    if isinstance(made, Vector | Table):
        made = deep_copy(made)
        return retype(made, kind) if made.type is None else made
    return made


def _is_empty_of(value: Any, kind: Type) -> bool:
    """Whether a container without elements, which tell the type, may be of a type."""
    if not isinstance(value, Vector | Table) or value or value.type is not None:
        return False
    if isinstance(kind, TableType):
        return isinstance(value, Table) and kind.is_set == isinstance(value, Set)
    return isinstance(kind, VectorType) and isinstance(value, Vector)


def _same(want: Type, have: Type) -> bool:
    return same_type(want, have) and (
        not is_unspecified(have) or is_unspecified(want) or have.tag == want.tag
    )


def unpack(value: Any, count: int) -> tuple[Any, ...]:
    """`[a, b] = index`: the parts of an index."""
    parts = value if isinstance(value, tuple) else (value,)
    if len(parts) != count:
        raise ZeekError("mismatch in list lengths", kind=EXPRESSION)
    return parts


def is_of(value: Any, kind: Type) -> bool:
    """`v is T`"""
    inner = unwrapped(value)
    if inner is not value and _is_empty_of(inner, kind):
        return True
    return _same(kind, type_of(value)) or _same(kind, type_of(inner))


def size_of(value: Any) -> Any:
    """`|v|` where only the value tells how."""
    from ..values.addr import Addr
    from ..values.enum import EnumVal
    from ..values.file import File
    from ..values.port import Port

    if isinstance(value, Addr):
        return value.family_bits
    if isinstance(value, File):
        return value.size()
    if isinstance(value, Port):
        return int(value)
    if isinstance(value, EnumVal):
        return value.value
    if isinstance(value, Subnet):
        return value.size
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, float)):
        return abs(value)
    info = getattr(value, "__zeek__", None)
    if isinstance(info, FuncInfo):
        return len(info.type.params.fields)
    record = getattr(type(value), "__zeek_type__", None)
    if record is not None:
        return len(record.fields)
    return len(value)


# ---- functions


def make_lambda(
    factory: Callable[..., Callable[..., Any]],
    kind: FuncType,
    name: str,
    text: bytes,
    *captured: Any,
) -> Callable[..., Any]:
    """A function value with its captures."""
    made = factory(*captured)
    made.__zeek__ = FuncInfo(name, kind, text)  # type: ignore[attr-defined]
    return made


def missing_return(rt: Runtime, name: str) -> None:
    """A function ends without the value that it promised."""
    shown = name.rpartition("__")[0] or name
    shown = shown.removeprefix("GLOBAL__").replace("__", "::")
    rt.reporter.warning(f"non-void function returning without a value: {shown}")


def schedule(
    rt: Runtime, delay: float, handler: Any, args: tuple[Any, ...], absolute: bool
) -> None:
    """`schedule delay { event(args) }`"""
    ts = float(delay) if absolute else rt.network_time + delay
    if rt.terminating:
        return
    rt.later(ts, lambda: queue_due(rt, ts, handler, args))


def assert_failed(rt: Runtime, text: str, message: Callable[[], bytes]) -> None:
    """A failed assertion ends the handler, unless a hook objects."""
    from .backtraces import calls

    given = message()
    place = rt.reporter.here()
    told = True
    for name, extra in (("assertion_result", (False,)), ("assertion_failure", ())):
        hook = rt.services.get(name)
        if hook is not None and hook.active:
            told &= hook(*extra, text.encode(), given, calls(rt, b"assert"))
    if not told:
        raise ZeekError("", silent=True, kind="silent")
    shown = f" ({given.decode('utf-8', 'backslashreplace')})" if given else ""
    where = str(place.location) if place else ""
    rt.reporter.report("error", where, f"assertion failure: {text}{shown}")
    raise ZeekError("", silent=True, kind="silent")


def assert_passed(rt: Runtime, text: str, message: Callable[[], bytes]) -> None:
    """A hook may want to know of every assertion."""
    hook = rt.services.get("assertion_result")
    if hook is not None and hook.active:
        from .backtraces import calls

        hook(True, text.encode(), message(), calls(rt, b"assert"))


def given(value: Any) -> bool:
    """`local x = e` in a condition: true, now that it has a value."""
    return True


def set_equal(a: Set, b: Set) -> bool:
    """`a == b`"""
    return a.keys() == b.keys()


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
    "set_subset": lambda a, b: a.keys() <= b.keys(),
    "set_subset_strict": lambda a, b: a.keys() < b.keys(),
    "set_union": union,
}
"""The names that need nothing of the run."""
