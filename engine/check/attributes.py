"""Attributes of variables, tables and functions."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.coercion import fits, same_type
from ..typesystem.types import (
    ANY,
    ERROR,
    INTERVAL,
    PORT,
    STRING,
    VOID,
    EnumType,
    FileType,
    FuncType,
    TableType,
    Type,
)
from . import tree as t
from .context import REPEATABLE, both
from .rendering import PLAIN, text
from .statements import Statements

EXPIRATION = ("create_expire", "read_expire", "write_expire")
DEFAULTS = ("default", "default_insert")
IGNORED = ("deprecated", "redef", "is_used", "is_assigned")
DISTRIBUTED = {"broker_store", "backend"}
ONLY_TABLES = {
    "default_insert": "&default_insert only applicable to tables",
    "expire_func": "expiration only applicable to tables",
    "on_change": "&on_change only applicable to sets/tables",
    "ordered": "&ordered only applicable to tables",
    "backend": "&backend only applicable to global sets/tables",
    "broker_store": "&broker_store only applicable to sets/tables",
    "broker_allow_complex_type": (
        "&broker_allow_complex_type only applicable to sets/tables"
    ),
} | dict.fromkeys(EXPIRATION, "expiration only applicable to sets/tables")


class Attributes(Statements):
    """Checks attributes and keeps those that do something."""

    def attributes(
        self, attrs: tuple[n.Attr, ...], kind: Type, *, is_global: bool = False
    ) -> list[t.Attribute]:
        """The checked attributes of a constructor or variable of type `kind`."""
        result: list[t.Attribute] = []
        place = attrs[-1].loc if attrs else None
        self.duplicates(tuple(a for a in attrs if a.name == "deprecated"))
        for a in attrs:
            if a.name in DISTRIBUTED:
                self._warn_of_broker(a)
            if a.name in IGNORED:
                continue
            if a.name not in REPEATABLE and any(b.name == a.name for b in result):
                self.ambiguous(a)
            value = self._attribute_value(a, kind)
            if kind is ERROR or (value is not None and value.type is ERROR):
                continue
            checked = t.Attribute(a.name, value, end_of(place or a.loc))
            problem = self._problem(checked, kind, result, is_global)
            if problem:
                before = [] if a.name == "expire_func" else result
                shown = PLAIN.attributes([*before, checked])
                self.diagnostics.error(checked.loc, f"{problem} ({shown})")
            elif problem is not None:
                result.append(checked)
        return result

    def _warn_of_broker(self, a: n.Attr) -> None:
        if not self.quiet(a.loc):
            self.diagnostics.warning(
                a.loc,
                f"Remove in v9.1: The Broker-specific &{a.name} attribute on tables is"
                " deprecated. Use explicit remote events via Cluster::publish() or the"
                " storage framework to distribute or persist state.",
            )

    def _attribute_value(self, a: n.Attr, kind: Type) -> t.Expr | None:
        if a.value is None:
            return None
        return self.visit(a.value)

    def _problem(
        self, a: t.Attribute, kind: Type, others: list[t.Attribute], is_global: bool
    ) -> str | None:
        """Why an attribute cannot stand here; None after a report."""
        if a.name == "optional":
            return "&optional is only valid for record fields"
        if a.name in ONLY_TABLES and not isinstance(kind, TableType):
            return ONLY_TABLES[a.name]
        if a.name in DEFAULTS:
            return self._default_problem(a, kind, others, is_global)
        if a.name in EXPIRATION:
            return self._expiration_problem(a, others)
        if a.name == "expire_func" and isinstance(kind, TableType):
            return self._expire_func_problem(a, kind)
        if a.name == "on_change" and isinstance(kind, TableType):
            return self._on_change_problem(a, kind)
        if a.name in ("add_func", "delete_func"):
            return self._function_problem(a, kind)
        return self._other_problem(a, kind)

    def _other_problem(self, a: t.Attribute, kind: Type) -> str | None:
        if a.name in ("no_ZAM_opt", "no_CPP_opt") and not isinstance(kind, FuncType):
            places = both(str(a.loc), self.place_of(kind))
            shown = f"&{a.name} must apply to a function (&{a.name} and {kind})"
            self.diagnostics.error(places, shown)
            return None
        if a.name == "raw_output" and not isinstance(kind, FileType):
            return "&raw_output only applicable to files"
        if a.name == "error_handler":
            if not isinstance(kind, FuncType) or kind.flavor != "event":
                return "&error_handler only applicable to events"
        if a.name == "type_column":
            if kind is not PORT:
                return "type_column tag only applicable to ports"
            if a.value is not None and a.value.type is not STRING:
                return "type column needs to have a string argument"
        if a.name == "priority":
            return "&priority only applicable to event bodies"
        if a.name == "group":
            if not isinstance(kind, FuncType) or kind.flavor != "event":
                return "&group only applicable to events"
        if a.name == "publish_on_change" and not isinstance(kind, TableType):
            return "&publish_on_change only applicable to global sets/tables"
        return ""

    def _expiration_problem(
        self, a: t.Attribute, others: list[t.Attribute]
    ) -> str | None:
        value = a.value
        if any(b.name in EXPIRATION for b in others):
            return (
                "set/table can only have one of &read_expire, &write_expire,"
                " &create_expire"
            )
        if value is not None and value.type is not INTERVAL:
            self.error(value, "expiration interval has wrong type")
            return None
        return ""

    def _expire_func_problem(self, a: t.Attribute, kind: TableType) -> str:
        have = a.value.type if a.value is not None else None
        if not isinstance(have, FuncType) or have.flavor != "function":
            return "&expire_func attribute is not a function"
        if have.result is not INTERVAL:
            return "&expire_func must yield a value of type interval"
        given = [f.type for f in have.params.fields]
        if not kind.index or len(given) == 2 and given[1] is ANY:
            return ""
        wanted = [kind, *kind.index]
        if len(given) != len(wanted):
            self.diagnostics.warning(
                self.place_of(have),
                "Wrong number of arguments for function. Expected"
                f" {len(wanted)}, got {len(given)}. ({have})",
            )
            return "&expire_func argument type clash"
        if not all(fits(g, w) for g, w in zip(given, wanted, strict=True)):
            return "&expire_func argument type clash"
        return ""

    def _on_change_problem(self, a: t.Attribute, kind: TableType) -> str:
        value = a.value
        have = value.type if value is not None else None
        if not isinstance(have, FuncType) or have.flavor != "function":
            return "&on_change attribute is not a function"
        if have.result is not VOID:
            return "&on_change must not return a value"
        if not kind.index or have.variadic:
            return ""
        given = [f.type for f in have.params.fields]
        if len(given) != len(kind.index) + (2 if kind.is_set else 3):
            return "&on_change function has incorrect number of arguments"
        if not same_type(given[0], kind):
            return "&on_change: first argument must be of same type as table"
        if not isinstance(given[1], EnumType):
            return "&on_change: second argument must be a TableChange enum"
        indices = given[2 : 2 + len(kind.index)]
        if not all(same_type(x, y) for x, y in zip(indices, kind.index, strict=True)):
            return "&on_change: index types do not match table"
        if kind.value is not None and not same_type(given[-1], kind.value):
            return "&on_change: value type does not match table"
        return ""

    def _function_problem(self, a: t.Attribute, kind: Type) -> str | None:
        value = a.value
        assert value is not None
        if not isinstance(value.type, FuncType):
            self.error(value, f"&{a.name} must be a function")
            return None
        if not same_type(value.type.result, kind):
            self.error(value, f"&{a.name} function must yield same type as variable")
            return None
        return ""

    # ---- defaults

    def _default_problem(
        self, a: t.Attribute, kind: Type, others: list[t.Attribute], is_global: bool
    ) -> str | None:
        if any(b.name in DEFAULTS and b.name != a.name for b in others):
            return "&default and &default_insert cannot be used together"
        if not isinstance(kind, TableType) or kind.is_set:
            if is_global:
                return f"&{a.name} is not valid for global variables except for tables"
            return self._plain_default(a, kind)
        value = a.value
        assert value is not None and kind.value is not None
        if not kind.index or same_type(value.type, kind.value):
            if value.type is not ANY:
                a.value = self.promote(value, kind.value) if kind.index else value
                return ""
        if isinstance(value.type, FuncType):
            return self._default_function(a, kind, value.type)
        fitted = self.promote(value, kind.value)
        if fitted is None:
            return f"&{a.name} value has inconsistent type"
        a.value = fitted
        return ""

    def _plain_default(self, a: t.Attribute, kind: Type) -> str | None:
        """A `&default` of a local that is no table: checked, else without effect."""
        assert a.value is not None
        if self.promote(a.value, kind) is None:
            shown = text(a.value)
            self.diagnostics.error(
                f"{a.value.loc} and {self.place_of(kind)}",
                f"&{a.name} value has inconsistent type ({shown} and {kind})",
            )
        return None

    def _default_function(self, a: t.Attribute, kind: TableType, have: FuncType) -> str:
        params = [f.type for f in have.params.fields]
        assert kind.value is not None
        if len(params) == len(kind.index) and all(
            fits(p, i) for p, i in zip(params, kind.index, strict=True)
        ):
            if same_type(kind.value, have.result):
                return ""
        return f"&{a.name} function type clash"


def end_of(loc: Location) -> Location:
    """The last line of a stretch."""
    return loc._replace(line=loc.end_line)
