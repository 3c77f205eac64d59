"""Tables and sets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any

from ...typesystem.types import TableType, VectorType
from ...values.copying import deep_copy
from ...values.function import FuncInfo, info_of
from ...values.printing import describe_short
from ...values.table import Asked, Set, Table, default_from, make_table
from ...values.vector import Vector

if TYPE_CHECKING:
    from ..state import Runtime


def new_table(rt: Runtime, kind: TableType, items: Any, **attributes: Any) -> Table:
    """A table or set with attributes, or with keys that match."""
    options: dict[str, Any] = {}
    if "default_function" in attributes:
        function, place = attributes["default_function"], attributes["place"]
        options["default"] = AskedScript(function, rt=rt, place=place)
    elif "default" in attributes:
        options["default"] = default_from(attributes["default"], deep_copy)
    options["stored"] = attributes.get("stored", False)
    options["ordered"] = attributes.get("ordered", False)
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
    asked = options.get("default")
    if isinstance(asked, Asked):
        asked.table = made
    return made


class AskedScript(Asked):
    """A function of the script as `&default`; without a value, no such index."""

    __slots__ = ("rt", "place")

    def __init__(
        self,
        function: Callable[..., Any],
        table: Table | None = None,
        *,
        rt: Runtime,
        place: str,
    ):
        super().__init__(function, table)
        self.rt = rt
        self.place = place

    def __call__(self, key: Any) -> Any:
        try:
            value = super().__call__(key)
        except Exception as e:
            self.rt.fault(e)
            value = None
        if value is None:
            shown = describe_short(self.table).decode("utf-8", "backslashreplace")
            text = f"no value returned from &default function ({shown})"
            self.rt.reporter.report("error", self.place, text)
            raise KeyError(key)
        return value

    def again(self, table: Table, function: Callable[..., Any]) -> Asked:
        """The same for another table, with another function."""
        return AskedScript(function, table, rt=self.rt, place=self.place)


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
    return dict.keys(a) == dict.keys(b)


def loop_changed(rt: Runtime, table: Table) -> None:
    """A table was given or lost an element while a loop goes over it."""
    table.changed_in_loop()
    rt.reporter.expression("warning", "possible loop/iterator invalidation")
