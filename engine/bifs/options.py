"""Options: setting them and hearing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..typesystem.coercion import same_type
from ..typesystem.types import FuncType, TableType, VectorType
from ..values.copying import deep_copy, plain_like
from ..values.function import info_of
from ..values.record import UNSET
from ..values.table import Set, Table
from ..values.typeof import type_of
from ..values.vector import Vector
from .contract import Symbol, bif, c_string, find_symbol, shown
from .types import value_of
from .vectors import ANYS

if TYPE_CHECKING:
    from ..runtime import Runtime


def _option(rt: Runtime, name: bytes, with_value: bool) -> Symbol | None:
    text = shown(c_string(rt, name))
    found = find_symbol(rt, text)
    if found is None:
        text = shown(c_string(rt, name))
        rt.reporter.builtin_error(f"Could not find ID named '{text}'")
    elif with_value and value_of(rt, found) is UNSET:
        rt.reporter.builtin_error(f"ID '{text}' has no value")
    elif found.kind != "option":
        rt.reporter.builtin_error(f"ID '{text}' is not an option")
    else:
        return found
    return None


@bif("Option::set", runtime=True)
def option_set(rt: Runtime, name: bytes, value: Any, location: bytes = b"") -> bool:
    """Give an option another value, after its change handlers had a look."""
    found = _option(rt, name, True)
    if found is None:
        return False
    kind = type_of(value)
    if not same_type(found.type, kind):
        if not _unspecified(found, value):
            got, need = _tag(kind), _tag(found.type)
            problem = f"Incompatible type for set of ID '{shown(name)}'"
            rt.reporter.builtin_error(f"{problem}: got '{got}', need '{need}'")
            return False
        value = _empty_like(rt.value(found.name))
    return _set(rt, name, value, location)


def _tag(kind: Any) -> str:
    return "table" if kind.tag == "set" else str(kind.tag)


def _empty_like(old: Any) -> Any:
    """An empty container of the type that an option has."""
    return Vector((), old.type) if isinstance(old, Vector) else plain_like(old)


def _unspecified(found: Symbol, value: Any) -> bool:
    """Whether a value is `set()`, `table()` or `vector()`, which fits all types."""
    if isinstance(found.type, VectorType):
        return isinstance(value, Vector) and not value and _of_nothing(value)
    return (
        isinstance(found.type, TableType)
        and isinstance(value, Table)
        and not value
        and (value.type is None or any(t.tag == "void" for t in value.type.index))
    )


def _of_nothing(value: Vector) -> bool:
    return value.type is None or value.type.element.tag == "void"


def _set(rt: Runtime, name: bytes, value: Any, location: bytes) -> bool:
    if rt.terminating:
        return False
    for handler in _handlers(rt, shown(name)):
        info = info_of(handler)
        three = info is not None and len(info.type.params.fields) == 3
        value = handler(name, value, *((location,) if three else ()))
        if value is None:
            return False
    rt.names.set_value(shown(name), deep_copy(value))
    return True


def _handlers(rt: Runtime, name: str) -> list[Any]:
    rows = rt.services.setdefault("option_handlers", {}).get(name, [])
    return [function for _, function in rows]


@bif("Option::set_change_handler", runtime=True)
def option_set_change_handler(
    rt: Runtime, name: bytes, function: Any, priority: int = 0
) -> bool:
    """Call a function before an option changes; it gives the value to set."""
    found = _option(rt, name, False)
    if found is None:
        return False
    problem = _wrong_handler(shown(name), found, function)
    if problem:
        rt.reporter.builtin_error(problem)
        return False
    rows = rt.services.setdefault("option_handlers", {}).setdefault(shown(name), [])
    rows.append((-priority, function))
    rows.sort(key=lambda row: row[0])
    return True


def _wrong_handler(name: str, found: Symbol, function: Any) -> str:
    kind = type_of(function)
    if not isinstance(kind, FuncType):
        got = f"got '{_tag(kind)}' for ID '{name}'"
        return f"Option::on_change needs function argument; {got}"
    if kind.flavor != "function":
        return "Option::on_change needs function argument; not hook or event"
    types = [f.type for f in kind.params.fields]
    where = f"in Option::on_change for ID '{name}'"
    if not 2 <= len(types) <= 3:
        wrong = f"Wrong number of arguments for passed function {where}"
        return f"{wrong}; expected 2 or 3, got {len(types)}"
    if types[0].tag != "string":
        first = f"First argument of passed function has to be string {where}"
        return f"{first}; got '{_tag(types[0])}'"
    need = _tag(found.type)
    if not same_type(types[1], found.type):
        second = f"Second argument of passed function has to be {need} {where}"
        return f"{second}; got '{_tag(types[1])}'"
    if len(types) == 3 and types[2].tag != "string":
        third = f"Third argument of passed function has to be string {where}"
        return f"{third}; got '{_tag(types[2])}'"
    if not same_type(kind.result, found.type):
        result = f"Passed function needs to return type '{need}' for ID '{name}'"
        return f"{result}; got '{_tag(kind.result)}'"
    return ""


@bif("Option::any_set_to_any_vec", runtime=True)
def any_set_to_any_vec(rt: Runtime, value: Any) -> Vector:
    """The elements of a set as a vector."""
    if not isinstance(value, Set):
        rt.reporter.builtin_error("argument is not a set")
        return Vector((), ANYS)
    return Vector(value, ANYS)
