"""Tables and sets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any

from ...typesystem.types import TableType, VectorType
from ...values.copying import deep_copy
from ...values.function import FuncInfo, info_of
from ...values.printing import describe_short
from ...values.table import Set, Table, default_by, default_from, make_table
from ...values.vector import Vector

if TYPE_CHECKING:
    from ..state import Runtime


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
        from ...values.tables_managed import change_caller

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
    from ...values.tables_managed import Expiry

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


def set_equal(a: Set, b: Set) -> bool:
    """`a == b`"""
    return a.keys() == b.keys()


def loop_changed(rt: Runtime) -> None:
    """A table was given or lost an element while a loop goes over it."""
    rt.reporter.expression("warning", "possible loop/iterator invalidation")
