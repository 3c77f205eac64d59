"""Attributes of variables, tables and functions."""

from __future__ import annotations

from ..syntax import nodes as n
from ..typesystem.coercion import fits, is_arithmetic, same_type
from ..typesystem.types import (
    ERROR,
    INTERVAL,
    FuncType,
    RecordType,
    TableType,
    Type,
)
from . import tree as t
from .rendering import attribute_text
from .statements import Statements

EXPIRATION = ("create_expire", "read_expire", "write_expire")
FUNCTIONS = ("expire_func", "on_change", "add_func", "delete_func")
ON_TABLES = {*EXPIRATION, "default", "default_insert", "expire_func", "on_change"}
ON_TABLES |= {"ordered"}


class Attributes(Statements):
    """Checks attributes and keeps those that do something."""

    def attributes(self, attrs: tuple[n.Attr, ...], kind: Type) -> list[t.Attribute]:
        """The checked attributes of a constructor or variable of type `kind`."""
        result = []
        for a in attrs:
            checked = self._attribute(a, kind)
            if checked is not None:
                result.append(checked)
        return result

    def _attribute(self, a: n.Attr, kind: Type) -> t.Attribute | None:
        if a.name in ("deprecated", "priority", "group"):
            return None
        value = self._attribute_value(a, kind)
        result = t.Attribute(a.name, value, a.loc)
        if kind is ERROR or (value is not None and value.type is ERROR):
            return None
        return result if self._attribute_fits(result, kind) else None

    def _attribute_value(self, a: n.Attr, kind: Type) -> t.Expr | None:
        if a.value is None:
            return None
        if a.name in ("default", "default_insert") and isinstance(kind, TableType):
            return self.value_for(kind.value, a.value)
        return self.visit(a.value)

    def _refuse_attribute(self, a: t.Attribute, message: str) -> bool:
        self.diagnostics.error(a.loc, f"{message} ({attribute_text(a)})")
        return False

    def _attribute_fits(self, a: t.Attribute, kind: Type) -> bool:
        value = a.value
        if a.name in EXPIRATION:
            if not isinstance(kind, TableType):
                return self._refuse_attribute(
                    a, "expiration only applicable to sets/tables"
                )
            if value is not None and value.type is not INTERVAL:
                return self._refuse_attribute(
                    a, f"expiration interval has wrong type: {value.type}"
                )
        elif a.name in FUNCTIONS:
            if value is None or not isinstance(value.type, FuncType):
                return self._refuse_attribute(
                    a, f"&{a.name} attribute is not a function"
                )
            if not isinstance(kind, TableType) and a.name in (
                "expire_func",
                "on_change",
            ):
                return self._refuse_attribute(a, f"&{a.name} only applicable to tables")
        elif a.name in ("default", "default_insert"):
            return self._default_fits(a, kind)
        return True

    def _default_fits(self, a: t.Attribute, kind: Type) -> bool:
        value = a.value
        if not isinstance(kind, TableType) or kind.is_set:
            return self._refuse_attribute(
                a, "&default is not valid for global variables except for tables"
            )
        assert value is not None and kind.value is not None
        if not kind.index:
            return True
        if isinstance(value.type, FuncType) and not isinstance(kind.value, FuncType):
            return self._default_function_fits(a, kind, value.type)
        if is_arithmetic(kind.value) or is_arithmetic(value.type):
            fitted = self.promote(value, kind.value)
        elif isinstance(kind.value, RecordType) and isinstance(value.type, RecordType):
            fitted = self.promote(value, kind.value)
        else:
            fitted = (
                self.promote(value, kind.value)
                if fits(kind.value, value.type)
                else None
            )
        if fitted is None:
            return self._refuse_attribute(a, "&default value has inconsistent type")
        a.value = fitted
        return True

    def _default_function_fits(
        self, a: t.Attribute, kind: TableType, have: FuncType
    ) -> bool:
        params = [f.type for f in have.params.fields]
        assert kind.value is not None
        if len(params) == len(kind.index) and all(
            fits(p, i) for p, i in zip(params, kind.index, strict=True)
        ):
            if same_type(kind.value, have.result):
                return True
        return self._refuse_attribute(a, "&default function type clash")
