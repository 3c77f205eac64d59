"""Records, tables, sets and vectors built in place."""

from __future__ import annotations

from ..diagnostics import Location
from ..syntax import nodes as n
from ..typesystem.coercion import (
    is_arithmetic,
    is_unspecified,
    max_type,
    same_type,
)
from ..typesystem.types import (
    ERROR,
    VOID,
    Field,
    ListType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .coercions import Coercions
from .rendering import text


class Constructors(Coercions):
    """`[…]`, `{…}`, `table(…)`, `set(…)`, `vector(…)` and `R(…)`."""

    def visit(self, node: n.Expr) -> t.Expr:
        raise NotImplementedError

    def check_lvalue(self, target: t.Expr) -> bool:
        raise NotImplementedError

    # ---- records

    def visit_RecordCtor(self, node: n.RecordCtor) -> t.Expr:
        fields = [(f.field, self.visit(f.value)) for f in node.fields]
        if any(v.type is ERROR for _, v in fields):
            return self.bad(node.loc)
        record = RecordType("")
        for name, value in fields:
            record.add(Field(name, value.type))
        self.placed(record, node.loc)
        return t.RecordNew(record, record, fields, loc=node.loc)

    def record_of(
        self, record: RecordType, args: tuple[n.Expr, ...], loc: Location
    ) -> t.Expr:
        """`R($a = 1, …)` with every field checked against the type."""
        values = [(a, self.field_assignment(a)) for a in args]
        shown = t.RecordNew(
            record, record, [(name, v) for _, (name, v) in values], loc=loc
        )
        fields: list[tuple[str, t.Expr]] = []
        failed = False
        for node, (name, value) in values:
            promoted = self._known_field(shown, record, name, value, node)
            failed = failed or promoted is None
            if promoted is not None:
                fields.append((name, promoted))
        if failed or self._lacks_fields(shown, record, {name for name, _ in fields}):
            return self.bad(loc)
        shown.fields = fields
        return shown

    def field_assignment(self, node: n.Expr) -> tuple[str, t.Expr]:
        """The name and value of `$x = v`; the name is empty for anything else."""
        if isinstance(node, n.FieldAssign):
            return node.field, self.visit(node.value)
        return "", self.visit(node)

    def _known_field(
        self,
        shown: t.RecordNew,
        record: RecordType,
        name: str,
        value: t.Expr,
        node: n.Expr,
    ) -> t.Expr | None:
        f = record.field(name)
        if value.type is ERROR:
            return None
        if f is None:
            what = f"${name}={text(value)}" if name else text(value)
            message = (
                "no such field in record"
                if name
                else ("bad type in record constructor")
            )
            self.diagnostics.error(
                f"{shown.loc}", f"{message} ({text(shown)} and {what})"
            )
            return None
        if f.deprecated is not None:
            self.field_deprecation(record, f, shown)
        return self.promote(value, f.type)

    def _lacks_fields(
        self, shown: t.RecordNew, record: RecordType, given: set[str]
    ) -> bool:
        lacks = False
        for f in record.fields:
            if f.name in given or f.optional or f.has_default:
                continue
            if f.type.tag in ("table", "set", "vector", "record"):
                continue
            # once in error, Zeek no longer knows the name of the type
            fields = t.RecordNew(RecordType(), RecordType(), shown.fields)
            what = text(fields if lacks else shown)
            self.diagnostics.error(
                shown.loc, f'mandatory field "{f.name}" missing ({what})'
            )
            lacks = True
        return lacks

    # ---- lists

    def visit_ListExpr(self, node: n.ListExpr) -> t.Expr:
        items = [self.visit(i) for i in node.items]
        if any(i.type is ERROR for i in items):
            return self.bad(node.loc)
        kind = ListType(tuple(i.type for i in items))
        return t.ListNew(kind, items, loc=node.loc)

    def visit_TypedCtor(self, node: n.TypedCtor) -> t.Expr:
        if node.kind == "record":
            fields = tuple(i for i in node.items if isinstance(i, n.FieldAssign))
            return self.visit_RecordCtor(n.RecordCtor(fields, loc=node.loc))
        keys = [i.key for i in node.items if isinstance(i, n.KeyValue)]
        if node.kind == "table" and not all(isinstance(k, n.ListExpr) for k in keys):
            return self._no_brackets(node.items, node.loc)
        if node.kind == "table":
            return self.table_of(None, node.items, node.attrs, node.loc)
        if node.kind == "set":
            return self.set_of(None, node.items, node.attrs, node.loc)
        return self.vector_of(None, node.items, node.loc)

    def visit_BraceList(self, node: n.BraceList) -> t.Expr:
        """A brace list with no type asked for: what it holds tells."""
        return self.brace_of(None, node)

    def brace_of(self, want: Type | None, node: n.BraceList) -> t.Expr:
        """A brace list as a value of `want`, or of the type that it suggests."""
        if isinstance(want, VectorType):
            return self.vector_of(want, node.items, node.loc)
        if isinstance(want, TableType):
            build = self.set_of if want.is_set else self.table_of
            return build(want, node.items, (), node.loc)
        if isinstance(want, RecordType):
            return self.record_of(want, node.items, node.loc)
        if node.items and isinstance(node.items[0], n.KeyValue):
            return self.table_of(None, node.items, (), node.loc)
        return self.set_of(None, node.items, (), node.loc)

    def value_for(self, want: Type | None, node: n.Expr) -> t.Expr:
        """An expression of which the wanted type is known, as brace lists need it."""
        if isinstance(node, n.TypedCtor) and isinstance(want, TableType):
            if node.kind == want.tag:
                if node.items and want.name:  # what is written has no name
                    want = TableType(want.index, want.value)
                build = self.set_of if want.is_set else self.table_of
                return build(want, node.items, node.attrs, node.loc)
        if isinstance(node, n.BraceList):
            return self.brace_of(want, node)
        if isinstance(node, n.ListExpr) and isinstance(want, (TableType, VectorType)):
            return self.brace_of(want, n.BraceList(node.items, loc=node.loc))
        return self.visit(node)

    # ---- tables

    def table_of(
        self,
        want: TableType | None,
        items: tuple[n.Expr, ...],
        attrs: tuple[n.Attr, ...],
        loc: Location,
    ) -> t.Expr:
        """`table([k] = v, …)`"""
        pairs: list[tuple[list[t.Expr], t.Expr]] = []
        for item in items:
            if isinstance(item, n.Assign) and item.op == "=":
                if want is None and not isinstance(item.target, n.ListExpr):
                    return self._no_brackets(items, loc)
                item = n.KeyValue(item.target, item.value, loc=item.loc)
            if not isinstance(item, n.KeyValue):
                self.diagnostics.error(
                    item.loc,
                    f"illegal table constructor element ({text(self.visit(item))})",
                )
                return self.bad(loc)
            value_type = want.value if want else None
            key_type = want.index if want else None
            pairs.append(
                (self.keys(item.key, key_type), self.value_for(value_type, item.value))
            )
        if any(e.type is ERROR for k, v in pairs for e in (*k, v)):
            return self.bad(loc)
        kind = want or self._table_type(pairs)
        self.placed(kind, loc)
        result = t.TableNew(kind, pairs, self.attributes(attrs, kind), loc=loc)
        if not is_unspecified(kind) and not self._promote_table(result, kind):
            self._inconsistent(result, "inconsistent types in table constructor")
        return result

    def _pair_text(self, item: n.Expr) -> str:
        if isinstance(item, n.Assign):
            item = n.KeyValue(item.target, item.value, loc=item.loc)
        if not isinstance(item, n.KeyValue):
            return text(self.visit(item))
        return f"{text(self.visit(item.key))} = {text(self.visit(item.value))}"

    def _no_brackets(self, items: tuple[n.Expr, ...], loc: Location) -> t.Expr:
        shown = ", ".join([self._pair_text(i) for i in items])
        self.diagnostics.error(
            loc,
            "cannot determine type for table; ensure square brackets are around each"
            f" key (table({shown}))",
        )
        return self.bad(loc)

    def _inconsistent(self, e: t.Expr, message: str) -> None:
        self.error(e, message)
        e.type = VOID

    def keys(self, node: n.Expr, want: tuple[Type, ...] | None) -> list[t.Expr]:
        """The expressions of one key."""
        if isinstance(node, n.ListExpr) and not (
            want and len(want) == 1 and isinstance(want[0], RecordType)
        ):
            return [self.visit(i) for i in node.items]
        if want and len(want) == 1:
            return [self.value_for(want[0], node)]
        return [self.visit(node)]

    def _table_type(self, pairs: list[tuple[list[t.Expr], t.Expr]]) -> TableType:
        if not pairs:
            return TableType((), VOID)
        index = tuple(
            self.common([k[i] for k, _ in pairs if i < len(k)])
            for i in range(len(pairs[0][0]))
        )
        return TableType(index, self.common([v for _, v in pairs]))

    def common(self, items: list[t.Expr]) -> Type:
        """The type that fits all: the largest of arithmetic ones."""
        kind = items[0].type
        for item in items[1:]:
            if is_arithmetic(kind) and is_arithmetic(item.type):
                kind = max_type(kind, item.type)
            elif is_unspecified(kind):
                kind = item.type
            elif isinstance(kind, RecordType) and isinstance(item.type, RecordType):
                kind = merged(kind, item.type)
        return kind

    def _promote_table(self, e: t.TableNew, kind: TableType) -> bool:
        assert kind.value is not None
        items = []
        for keys, value in e.items:
            promoted = self.promote_index(keys, kind.index, keys[0], named=False)
            if not promoted:
                return False
            fitted = self.promote(value, kind.value)
            if fitted is None:
                return False
            items.append((promoted, fitted))
        e.items = items
        return True

    # ---- sets

    def set_of(
        self,
        want: TableType | None,
        items: tuple[n.Expr, ...],
        attrs: tuple[n.Attr, ...],
        loc: Location,
    ) -> t.Expr:
        """`set(a, b)`, `set([a, b], …)`"""
        index = want.index if want else None
        keys = [self.keys(item, index) for item in items]
        if any(e.type is ERROR for k in keys for e in k):
            return self.bad(loc)
        kind = want or self._set_type(keys)
        if want is None and keys and self.refuse_any(kind, loc):
            shown = t.SetNew(kind, keys, loc=loc)
            self.error(shown, "values in set(...) constructor do not specify a set")
            return self.bad(loc)
        self.placed(kind, loc)
        result = t.SetNew(kind, keys, self.attributes(attrs, kind), loc=loc)
        if is_unspecified(kind):
            return result
        promoted = []
        for key in result.items:
            fitted = self._promote_element(key, kind.index)
            if fitted is None:
                self._inconsistent(result, "inconsistent type in set constructor")
                return result
            promoted.append(fitted)
        result.items = promoted
        return result

    def _promote_element(
        self, key: list[t.Expr], index: tuple[Type, ...]
    ) -> list[t.Expr] | None:
        return self.promote_index(key, index, key[0])

    def _set_type(self, keys: list[list[t.Expr]]) -> TableType:
        if not keys:
            return TableType((), None)
        first = keys[0][0].type
        if isinstance(first, TableType) and first.is_set and len(keys[0]) == 1:
            return first
        return TableType(
            tuple(
                self.common([k[i] for k in keys if i < len(k)])
                for i in range(len(keys[0]))
            ),
            None,
        )

    # ---- vectors

    def vector_of(
        self, want: VectorType | None, items: tuple[n.Expr, ...], loc: Location
    ) -> t.Expr:
        """`vector(a, b)`"""
        element = want.element if want else None
        values = [self.value_for(element, i) for i in items]
        if any(v.type is ERROR for v in values):
            return self.bad(loc)
        kind = want or VectorType(self.common(values) if values else VOID)
        self.placed(kind, loc)
        result = t.VectorNew(kind, values, loc=loc)
        if not values:
            return result
        promoted = []
        for value in values:
            fitted = self.promote(value, kind.element)
            if fitted is None:
                self.error(value, "type mismatch", kind.element)
                self._inconsistent(result, "inconsistent types in vector constructor")
                return result
            promoted.append(fitted)
        result.items = promoted
        return result

    def attributes(self, attrs: tuple[n.Attr, ...], kind: Type) -> list[t.Attribute]:
        """The checked attributes of a constructor or variable."""
        raise NotImplementedError


def spreads(key: list[t.Expr], index: tuple[Type, ...]) -> bool:
    """Whether a key stands for several: a part of it is a list or a set."""
    return any(is_several(k, i) for k, i in zip(key, index, strict=False))


def is_several(part: t.Expr, index: Type) -> bool:
    """Whether a part of a key stands for its elements."""
    kind = part.type
    if isinstance(part, t.ListNew):
        return not isinstance(index, RecordType)
    return (
        isinstance(kind, TableType)
        and kind.is_set
        and len(kind.index) == 1
        and same_type(kind.index[0], index)
        and not same_type(kind, index)
    )


def merged(a: RecordType, b: RecordType) -> RecordType:
    """A record type for values of both: what only one has is optional."""
    if same_type(a, b) or a.name or b.name:
        return a
    result = RecordType("")
    for f in (*a.fields, *(f for f in b.fields if f.name not in a.by_name)):
        alone = f.name not in a.by_name or f.name not in b.by_name
        result.add(Field(f.name, f.type, optional=f.optional or alone))
    return result
