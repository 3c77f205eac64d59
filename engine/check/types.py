"""Types as written → types as meant."""

from __future__ import annotations

from ..diagnostics import Location, did_you_mean
from ..storage import dumps
from ..syntax import nodes as n
from ..typesystem.types import (
    ANY,
    BASE_TYPES,
    ERROR,
    STRING,
    VOID,
    EnumType,
    Field,
    FileType,
    FuncType,
    OpaqueType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from . import tree as t
from .context import Context, both
from .rendering import text
from .symbols import Symbol

MANAGED = {"create_expire", "read_expire", "write_expire", "on_change"}
UNLOGGED = ("any", "opaque", "pattern", "type", "void")
"""Attributes of a field that its table takes on."""


class Types(Context):
    """Resolves type nodes."""

    def resolve(self, node: n.TypeNode) -> Type:
        """The type that a node means; ERROR where it was reported."""
        method = getattr(self, f"type_{type(node).__name__}")
        resolved: Type = method(node)
        if isinstance(node, (n.NamedType, n.RecordTypeNode)):
            return resolved
        return self.placed(resolved, node.loc)

    def type_BaseTypeNode(self, node: n.BaseTypeNode) -> Type:
        return BASE_TYPES[node.name]

    def type_NamedType(self, node: n.NamedType) -> Type:
        symbol = self.program.lookup(node.name, self.module)
        if symbol is not None and symbol.kind != "type":
            places = both(str(symbol.loc), str(node.loc))
            self.diagnostics.error(places, f"not a Zeek type ({symbol.name})")
            return ERROR
        if symbol is None:
            names = [s.name for s in self.program.symbols.values() if s.kind == "type"]
            self.diagnostics.error(
                node.loc,
                f"identifier not defined: {node.name}",
                did_you_mean(node.name, [*names, *BASE_TYPES]),
            )
            return ERROR
        self.visible(symbol, node.name, node.loc)
        self.deprecation(symbol, node.name, node.loc)
        symbol.used = True
        return symbol.type

    def type_TableTypeNode(self, node: n.TableTypeNode) -> Type:
        index = tuple(self.resolve(i) for i in node.index)
        table = TableType(self.index_types(index), self.resolve(node.value))
        self.refuse_any(table, node.loc)
        return table

    def type_SetTypeNode(self, node: n.SetTypeNode) -> Type:
        index = tuple(self.resolve(i) for i in node.index)
        table = TableType(self.index_types(index), None)
        self.refuse_any(table, node.loc)
        return table

    def index_types(self, index: tuple[Type, ...]) -> tuple[Type, ...]:
        """Index types as the table has them."""
        return index

    def refuse_any(self, table: TableType, loc: Location) -> bool:
        """Report an index type that holds what cannot be one, such as `any`."""
        for kind in table.index:
            found = no_index(kind)
            if found:
                self.diagnostics.error(
                    both(str(loc), self.place_of(kind)),
                    f"index type containing '{found}' is not supported"
                    f" ({table} and {kind})",
                )
                return True
        return False

    def type_VectorTypeNode(self, node: n.VectorTypeNode) -> Type:
        return VectorType(self.resolve(node.element))

    def type_OpaqueTypeNode(self, node: n.OpaqueTypeNode) -> Type:
        return OpaqueType(node.name)

    def type_FileTypeNode(self, node: n.FileTypeNode) -> Type:
        return FileType(self.resolve(node.element) if node.element else STRING)

    def type_EnumTypeNode(self, node: n.EnumTypeNode) -> Type:
        enum = EnumType("")
        self.add_members(enum, node.members, node.loc)
        return enum

    def type_FuncTypeNode(self, node: n.FuncTypeNode) -> Type:
        params = RecordType("", [self.parameter(p) for p in node.params])
        result = self.resolve(node.result) if node.result else VOID
        if node.flavor == "hook":
            result = BASE_TYPES["bool"]
        return FuncType(node.flavor, params, result)

    def type_RecordTypeNode(self, node: n.RecordTypeNode) -> Type:
        return self.record_type("", node)

    def record_type(self, name: str, node: n.RecordTypeNode) -> RecordType:
        """A record type as written, under its name if it has one."""
        record = RecordType(name)
        for decl in node.fields:
            self.add_field(record, decl, node.loc.end_line)
        last = node.fields[-1].loc.end_line if node.fields else node.loc.line
        self.placed(record, node.loc._replace(end_line=last))
        return record

    def parameter(self, decl: n.FieldDecl) -> Field:
        """A parameter of a function type, with its default."""
        f = Field(decl.name, self.resolve(decl.type), doc=decl.doc)
        f.shown = self.alias_text(decl.type, f.type)
        if self.attribute(decl.attrs, "optional"):
            self.diagnostics.error(
                decl.loc, "&optional is only valid for record fields (&optional)"
            )
        deprecated = self.attribute(decl.attrs, "deprecated")
        if deprecated is not None:
            f.deprecated = self.attribute_text(deprecated)
        default = self.attribute(decl.attrs, "default")
        if default is not None and default.value is not None:
            f.has_default = True
            # kept as written: a checked tree would tie the type to the checker
            f.default = dumps((self.module, default.value))
            shown = text(self.default_argument(f))
            f.shown = f"{f.shown or f.type} &default={shown}, &optional"
        return f

    def alias_text(self, node: n.TypeNode, resolved: Type) -> str:
        """The alias name that Zeek shows in a function's type."""
        if isinstance(node, n.NamedType) and str(resolved) != node.name:
            symbol = self.program.lookup(node.name, self.module)
            return symbol.name if symbol else ""
        return ""

    def add_field(
        self, record: RecordType, decl: n.FieldDecl, last_line: int = 0
    ) -> None:
        """Append a declared field to a record type."""
        if decl.name in record.by_name:
            line = last_line or decl.loc.line
            where = decl.loc._replace(line=line, end_line=line)
            self.diagnostics.error(
                where, f"duplicate field '{decl.name}' found in record definition"
            )
            return
        f = Field(decl.name, self.resolve(decl.type), doc=decl.doc)
        f.shown = self.alias_text(decl.type, f.type)
        record.add(f)
        self.field_attributes(f, decl.attrs, decl.loc)

    def field_attributes(
        self, f: Field, attrs: tuple[n.Attr, ...], loc: Location
    ) -> None:
        """Take over the attributes of a record field."""
        names = {a.name for a in attrs}
        self.duplicates(attrs)
        if "default_insert" in names and f.type.tag != "table":
            self._refused(attrs, "default_insert", "only applicable to tables")
        if "log" in names and not can_be_logged(f.type):
            self._refused(attrs, "log", "applied to a type that cannot be logged")
        f.optional = f.optional or "optional" in names
        f.log = f.log or "log" in names
        if {"optional", "default"} <= names:
            shown = ", ".join(t_attribute(a.name, self.constant_text(a)) for a in attrs)
            self.diagnostics.error(
                loc,
                "Using &default and &optional together results in &default behavior"
                f" ({shown})",
            )
        kept = []
        for a in attrs:
            if a.name == "default" and a.value is not None:
                f.has_default = True
                f.default = self.default_function(f.type, a)
            elif a.name == "deprecated":
                f.deprecated = self.attribute_text(a)
            elif a.name == "type_column":
                kept.append(f"type_column={self.attribute_text(a)}")
            elif a.name not in ("optional", "log"):
                kept.append(a.name)
        f.attributes = (*f.attributes, *kept)
        if MANAGED & set(kept) and isinstance(f.type, TableType) and not f.optional:
            f.default = f.default or self.field_table(f.type, attrs)

    def _refused(self, attrs: tuple[n.Attr, ...], name: str, why: str) -> None:
        attr = self.attribute(attrs, name)
        assert attr is not None
        shown = t_attribute(name, self.constant_text(attr))
        self.diagnostics.error(attr.loc, f"&{name} {why} ({shown})")

    def constant_text(self, attr: n.Attr) -> str:
        """A literal in an attribute, for messages."""
        value = attr.value
        if not isinstance(value, n.Constant):
            return ""
        shown = value.value
        return shown.decode() if isinstance(shown, bytes) else str(shown)

    def attribute_text(self, attr: n.Attr) -> str:
        """The text of `&deprecated="…"`, empty without one."""
        value = attr.value
        if isinstance(value, n.Constant) and isinstance(value.value, bytes):
            return value.value.decode("utf-8", "replace")
        if attr.name == "deprecated" and value is not None:
            shown = self.constant_text(attr)
            message = f"'&deprecated={shown}' must use a string literal"
            self.diagnostics.error(attr.loc, message)
        return ""

    # ---- enums

    def add_members(
        self,
        enum: EnumType,
        members: tuple[n.EnumMember, ...],
        loc: Location,
        *,
        again: bool = False,
    ) -> None:
        """Append members to an enum and declare their names."""
        explicit = [m.value is not None for m in members]
        for m in members:
            number = self.member_number(enum, m, mixed=any(explicit), loc=loc)
            if number is None:
                return
            name = self.member_name(enum, m.name)
            if not self.declare_member(enum, m, name, number, again=again):
                return

    def member_number(
        self, enum: EnumType, m: n.EnumMember, *, mixed: bool, loc: Location
    ) -> int | None:
        if m.value is None:
            if mixed:
                self.diagnostics.error(
                    m.loc,
                    "cannot mix explicit enumerator assignment and implicit"
                    " auto-increment",
                )
                return None
            return enum.next_value()
        number = self.count_constant(m.value)
        if number is None:
            self.diagnostics.error(m.loc, "enumerator is not a count constant")
        elif number in enum.members.values():
            self.diagnostics.error(
                m.loc, "enumerator value in enumerated type definition already exists"
            )
            return None
        return number

    def count_constant(self, value: n.Expr) -> int | None:
        """The number of a literal or of a constant's name."""
        if isinstance(value, n.Constant) and value.kind == "count":
            return int(value.value)
        return None

    def member_name(self, enum: EnumType, name: str) -> str:
        """The full name of a new member: in the module at hand."""
        return self.program.full_name(name, self.module)

    def declare_member(
        self,
        enum: EnumType,
        m: n.EnumMember,
        name: str,
        number: int,
        *,
        again: bool = False,
    ) -> bool:
        old = self.program.symbols.get(name)
        if old is not None:
            if old.type is enum and enum.members.get(name) == number:
                return True
            if again or (isinstance(old.type, EnumType) and old.kind == "enum"):
                self.diagnostics.error(
                    f"{m.loc} and {old.loc}",
                    f"conflicting definition of enum value '{name}' in type"
                    f" '{enum.name}'",
                )
            else:
                self.diagnostics.error(
                    f"{old.loc} and {m.loc}", f"already defined ({name})"
                )
            return False
        enum.members[name] = number
        symbol = Symbol(name, "enum", enum, m.loc, exported=True, has_init=True)
        attr = self.attribute(m.attrs, "deprecated")
        if attr is not None:
            symbol.deprecated = self.attribute_text(attr)
        self.program.symbols[name] = symbol
        return True

    # ---- supplied by the other parts

    def default_argument(self, f: Field) -> t.Expr:
        raise NotImplementedError

    def field_table(self, kind: TableType, attrs: tuple[n.Attr, ...]) -> str:
        raise NotImplementedError

    def default_function(self, kind: Type, attr: n.Attr) -> str:
        raise NotImplementedError


def t_attribute(name: str, value: str) -> str:
    """`&name=value` for messages."""
    return f"&{name}={value}" if value else f"&{name}"


def no_index(kind: Type, seen: tuple[Type, ...] = ()) -> str:
    """The type in an index type that has no place there; empty if there is none."""
    if kind in seen:
        return ""
    inner: list[Type] = []
    if isinstance(kind, RecordType):
        inner = [f.type for f in kind.fields]
    elif isinstance(kind, VectorType):
        inner = [ANY if kind.element is VOID else kind.element]
    elif isinstance(kind, TableType):
        inner = [*(kind.index or (ANY,)), *([kind.value] if kind.value else [])]
    elif kind is ANY or kind.tag in ("file", "opaque", "type"):
        return kind.tag
    found = (no_index(i, (*seen, kind)) for i in inner)
    return next((f for f in found if f), "")


def can_be_logged(kind: Type, *, inside: bool = False) -> bool:
    """Whether `&log` may stand at a field; `inside`, at the elements of one."""
    if kind.tag in UNLOGGED:
        return False
    if inside:
        return kind.tag not in ("record", "set", "table", "vector")
    if isinstance(kind, VectorType):
        return can_be_logged(kind.element, inside=True)
    if isinstance(kind, TableType):
        first = kind.index[0] if kind.index else ERROR
        return (
            kind.is_set
            and all(part is first for part in kind.index)
            and can_be_logged(first, inside=True)
        )
    return True
