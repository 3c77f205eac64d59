"""Names, fields, indices, assignments and the smaller expressions."""

from __future__ import annotations

from ..diagnostics import Location, did_you_mean
from ..syntax import nodes as n
from ..typesystem.coercion import (
    fits,
    is_arithmetic,
    is_integral,
    is_unspecified,
    same_type,
)
from ..typesystem.types import (
    ADDR,
    ANY,
    BOOL,
    ERROR,
    INT,
    PATTERN,
    STRING,
    SUBNET,
    VOID,
    EnumType,
    Field,
    OpaqueType,
    RecordType,
    TableType,
    Type,
    TypeType,
    VectorType,
    base_type,
)
from ..values.pattern import Pattern, PatternError
from . import tree as t
from .calls import Calls
from .literals import literal
from .rendering import text
from .symbols import Local, Symbol


class Expressions(Calls):
    """The visitor of expressions."""

    def visit(self, node: n.Expr) -> t.Expr:
        """The checked form of an expression."""
        method = getattr(self, f"visit_{type(node).__name__}")
        result: t.Expr = method(node)
        return result

    def value(self, node: n.Expr) -> t.Expr:
        """An expression that must give a value."""
        return self.visit(node)

    # ---- leaves

    def visit_Paren(self, node: n.Paren) -> t.Expr:
        e = self.visit(node.inner)
        e.paren = True
        return e

    def visit_Constant(self, node: n.Constant) -> t.Expr:
        value = literal(node)
        if node.kind == "pattern":
            self._check_pattern(value, node.loc)
        return t.Const(base_type(node.kind), value, loc=node.loc)

    def _check_pattern(self, pattern: Pattern, loc: Location) -> None:
        try:
            pattern.check()
        except PatternError:
            shown = pattern.text.decode("latin-1")
            shown = shown.replace("^?(", "^?(.|\\n)*(", 1)
            head, _, tail = shown.rpartition("$?")
            message = f"error compiling pattern /{head}{tail}/"
            self.diagnostics.error(loc, message)

    def visit_HostName(self, node: n.HostName) -> t.Expr:
        kind = TableType((ADDR,), None)
        call = t.GlobalRef(ANY, self.builtin("blocking_lookup_hostname"), loc=node.loc)
        name = t.Const(STRING, node.name.encode(), loc=node.loc)
        return t.Call(kind, call, [name], loc=node.loc)

    def builtin(self, name: str) -> Symbol:
        """A function that the engine provides."""
        return self.program.symbols[name]

    def visit_Name(self, node: n.Name) -> t.Expr:
        if node.name.rpartition("::")[2] == "_":
            shown = self.program.full_name(node.name, self.module)
            message = f"blank identifier used in expression ({shown})"
            self.diagnostics.error(node.loc, message)
            return self.bad(node.loc)
        found = self.find(node.name, node.loc)
        if found is None:
            self.unknown(node.name, node.loc)
            return self.bad(node.loc)
        if isinstance(found, Local):
            return t.LocalRef(found.type, found, loc=node.loc)
        self.deprecation(found, node.name, node.loc)
        return self.global_ref(found, node)

    def global_ref(self, symbol: Symbol, node: n.Expr) -> t.Expr:
        """A reference to a global name."""
        if symbol.kind == "enum":
            assert isinstance(symbol.type, EnumType)
            return t.EnumConst(symbol.type, symbol.type, symbol.name, loc=node.loc)
        if symbol.kind == "type":
            kind = TypeType(symbol.type)
            return t.TypeValue(kind, symbol.type, symbol.name, loc=node.loc)
        return t.GlobalRef(symbol.type, symbol, loc=node.loc)

    def visit_TypeExpr(self, node: n.TypeExpr) -> t.Expr:
        named = self.resolve(node.type)
        return t.TypeValue(TypeType(named), named, loc=node.loc)

    def visit_AddExpr(self, node: n.AddExpr) -> t.Expr:
        return self._container_change("add", node.target, node)

    def visit_DeleteExpr(self, node: n.DeleteExpr) -> t.Expr:
        return self._container_change("delete", node.target, node)

    def _container_change(self, word: str, target: n.Expr, node: n.Expr) -> t.Expr:
        """`add` and `delete` inside an expression give no value to use."""
        checked = self.visit(target)
        if checked.type is ERROR:
            return self.bad(node.loc)
        return t.Unary(VOID, f"{word} ", checked, loc=node.loc)

    def visit_KeyValue(self, node: n.KeyValue) -> t.Expr:
        self.visit(node.key)
        return self.visit(node.value)

    def visit_FieldAssign(self, node: n.FieldAssign) -> t.Expr:
        return self.visit(node.value)

    def visit_LocalInit(self, node: n.LocalInit) -> t.Expr:
        value = self.visit(node.value)
        assert self.function is not None
        local = self.function.add(
            Local(node.name, value.type, node.loc, used=True, assigned=True)
        )
        return t.LocalSet(BOOL, local, value, loc=node.loc)

    # ---- fields

    def visit_FieldAccess(self, node: n.FieldAccess) -> t.Expr:
        base = self.visit(node.base)
        shown = t.FieldRef(ERROR, base, node.field, loc=node.loc)
        f = self._field(shown)
        if f is None:
            return self.bad(node.loc)
        shown.type = f.type
        return shown

    def _field(self, shown: t.FieldRef | t.HasField) -> Field | None:
        """The field that an expression names; None after telling why there is none.

        Tells as well if it should not be used any more.
        """
        kind = shown.base.type
        if kind is ERROR:
            return None
        if not isinstance(kind, RecordType):
            self.error(shown, "not a record")
            return None
        f = kind.field(shown.field)
        if f is None:
            self._no_field(shown, kind)
        elif f.deprecated is not None:
            has = isinstance(shown, t.HasField)
            self.field_deprecation(kind, f, shown, has=has)
        return f

    def visit_HasField(self, node: n.HasField) -> t.Expr:
        base = self.visit(node.base)
        shown = t.HasField(BOOL, base, node.field, loc=node.loc)
        return self.bad(node.loc) if self._field(shown) is None else shown

    def _no_field(self, e: t.FieldRef | t.HasField, record: RecordType) -> None:
        self.diagnostics.error(
            e.loc,
            f"no such field in record ({text(e)})",
            did_you_mean(e.field, record.by_name),
        )

    # ---- indices

    def visit_Index(self, node: n.Index) -> t.Expr:
        base = self.visit(node.base)
        keys = [self._key(base, i) for i in node.index]
        if base.type is ERROR or any(k.type is ERROR for k in keys):
            return self.bad(node.loc)
        return self.index(base, keys, node)

    def _key(self, base: t.Expr, node: n.Expr) -> t.Expr:
        if isinstance(node, n.BraceList) and isinstance(base.type, TableType):
            return self.value_for(base.type.index[0], node)
        return self.visit(node)

    def index(self, base: t.Expr, keys: list[t.Expr], node: n.Expr) -> t.Expr:
        """`base[keys]`"""
        kind = base.type
        shown = t.Index(VOID, base, keys, "table", loc=node.loc)
        if isinstance(kind, TableType):
            found = self._index_table(shown, kind)
        elif isinstance(kind, VectorType):
            found = self._index_vector(shown, kind)
        elif kind is STRING and len(keys) != 1:
            self.error(shown, "invalid string index expression")
            return self.bad(node.loc)
        elif kind is STRING:
            promoted = self.promote_index(keys, (INT,), shown)
            shown.kind, shown.type = "string", STRING
            found = promoted is not None
            shown.index = promoted or keys
        elif kind is ANY:
            found = False
        else:
            found = False
        if not found:
            message = (
                f"expression with type '{type_word(kind)}' is not a type that can"
                " be indexed"
            )
            self.error(shown, message)
            return self.bad(node.loc)
        return shown

    def _index_table(self, e: t.Index, kind: TableType) -> bool:
        e.type = kind.value or VOID
        index = kind.index
        if len(index) == 1 and len(e.index) == 1:
            given = e.index[0].type
            if index[0] is PATTERN and given is STRING and kind.value is not None:
                e.kind, e.type = "pattern-table", VectorType(kind.value)
                return True
            if index[0] is SUBNET and given is ADDR:
                return True
        promoted = self.promote_index(e.index, index, e, kind)
        if promoted is None:
            return False
        e.index = promoted
        return True

    def _index_vector(self, e: t.Index, kind: VectorType) -> bool:
        given = e.index[0].type
        if len(e.index) != 1:
            return False
        if isinstance(given, VectorType):
            if given.element is BOOL or is_integral(given.element):
                e.kind = "bool-index" if given.element is BOOL else "vector-index"
                e.type = kind
                return True
            return False
        e.kind, e.type = "vector", kind.element
        return is_integral(given)

    def visit_Slice(self, node: n.Slice) -> t.Expr:
        base = self.visit(node.base)
        start = self.visit(node.start) if node.start else None
        end = self.visit(node.end) if node.end else None
        if ERROR in (base.type, start and start.type, end and end.type):
            return self.bad(node.loc)
        shown = t.Slice(base.type, base, start, end, loc=node.loc)
        if not all(is_integral(b.type) for b in (start, end) if b is not None):
            message = "slice notation must have integral values as indexes"
            self.diagnostics.error(node.loc, message)
        if base.type is not STRING and not isinstance(base.type, VectorType):
            self.error(
                shown,
                "slice notation indexing only supported for strings and vectors"
                " currently",
            )
            return self.bad(node.loc)
        for bound in (start, end):
            if bound is not None and not is_integral(bound.type):
                self.error(
                    shown,
                    f"expression with type '{type_word(base.type)}' is not a type"
                    " that can be indexed",
                )
                return self.bad(node.loc)
        return shown

    # ---- assignment

    def visit_Assign(self, node: n.Assign) -> t.Expr:
        if isinstance(node.target, n.Slice) and not self.is_statement:
            message = (
                "index slice assignment may not be used in arbitrary expression"
                " contexts, only as a statement"
            )
            self.diagnostics.error(node.loc, message)
        self.is_statement = False
        target = self.visit(node.target)
        if node.op != "=":
            return self._update(node, target)
        if self.refuses_list(target, "=", node.value, node.loc):
            return self.bad(node.loc)
        value = self.value_for(target.type, node.value)
        if isinstance(target, t.ListNew) and value.type is ANY:
            return self._unpack(target, value)
        if target.type is ERROR or not self.check_lvalue(target):
            return self.bad(node.loc)
        if value.type is ERROR:
            return self.bad(node.loc)
        if value.type is VOID:
            shown = t.Assign(VOID, target, value, loc=node.loc)
            self.error(shown, "can't assign void value")
            return self.bad(node.loc)
        fitted = self.assignable(target, value)
        if fitted is None or fitted.type is ERROR:
            return self.bad(node.loc)
        return t.Assign(target.type, target, fitted, loc=node.loc)

    def _unpack(self, target: t.ListNew, value: t.Expr) -> t.Expr:
        """`[a, b] = index` in a function that takes any index."""
        if not all([self.check_lvalue(item) for item in target.items]):
            return self.bad(target.loc)
        return t.Unpack(VOID, target.items, value, loc=target.loc.to(value.loc))

    def check_lvalue(self, target: t.Expr) -> bool:
        """Whether a value can be assigned here; reports if not."""
        if isinstance(target, t.LocalRef):
            target.local.assigned = True
            if target.local.is_const:
                self.error(target, "const is not a modifiable lvalue")
                return False
            return True
        if isinstance(target, t.GlobalRef):
            kind = target.symbol.kind
            prototype = kind == "function" and not target.symbol.bodies
            if kind == "var" or (prototype and not target.symbol.builtin):
                return True
            word = kind if kind in ("const", "option") else "const"
            self.error(target, f"{word} is not a modifiable lvalue")
            return False
        if isinstance(target, t.Index) and target.kind == "string":
            shown = t.Index(target.type, target.base, target.index, "", loc=target.loc)
            shown.index = [
                t.Coerce(INT, i, "int") if text(i).isdigit() else i
                for i in target.index
            ]
            self.error(shown, "cannot assign to string index expression")
            return False
        if isinstance(target, (t.Index, t.FieldRef, t.Slice)):
            return True
        is_named = isinstance(target, t.TypeValue) and target.symbol_name
        message = "Type name is not an lvalue" if is_named else "can't be assigned to"
        self.error(target, message)
        return False

    def refuses_list(
        self, target: t.Expr, op: str, value: n.Expr, loc: Location
    ) -> bool:
        """Report a list in braces for what is no container."""
        kind = target.type
        if not isinstance(value, n.BraceList) or kind is ERROR:
            return False
        if isinstance(kind, VectorType) and op == "-=":
            message = "constructor list not allowed for -= operations on vectors"
        elif isinstance(kind, (RecordType, TableType, VectorType)):
            return False
        else:
            message = "invalid constructor list on RHS of assignment"
        items = [self.visit(item) for item in value.items]
        if all(item.type is not ERROR for item in items):
            shown = f"{text(target)} {op} {', '.join(text(item) for item in items)}"
            self.diagnostics.error(loc, f"{message} ({shown})")
        return True

    def _update(self, node: n.Assign, target: t.Expr) -> t.Expr:
        if self.refuses_list(target, node.op, node.value, node.loc):
            return self.bad(node.loc)
        value = self.value_for(target.type, node.value)
        if ERROR in (target.type, value.type):
            return self.bad(node.loc)
        container = target.type.tag in ("table", "set", "vector", "pattern")
        if not container and not self.check_lvalue(target):
            return self.bad(node.loc)
        shown = t.Update(target.type, node.op, target, value, "", loc=node.loc)
        problem = self._update_kind(shown)
        if problem:
            self.error(shown, problem)
            return self.bad(node.loc)
        return shown

    def _update_kind(self, e: t.Update) -> str:
        """Settle what `+=` or `-=` does; the text of the error, or nothing."""
        a, b = e.target.type, e.value.type
        if is_arithmetic(a) and is_arithmetic(b):
            e.kind = "arith"
            e.value = self._update_operand(e, b)
            return ""
        if a.tag == b.tag == "interval" or (a is b is STRING and e.op == "+="):
            e.kind = a.tag
            return ""
        if isinstance(a, TableType):
            return self._update_table(e, a)
        if e.op == "-=":
            return "requires two arithmetic operands"
        if a is PATTERN:
            e.kind = "pattern"
            return "" if b is PATTERN else "pattern += op requires op to be a pattern"
        if isinstance(a, VectorType):
            return self._append(e, a)
        return "requires two arithmetic or two string operands"

    def _update_operand(self, e: t.Update, have: Type) -> t.Expr:
        want = e.target.type
        both_integral = is_integral(want) and is_integral(have)
        if want is not have and is_arithmetic(want) and not both_integral:
            return self.arithmetic(e.value, want)
        return e.value

    def _update_table(self, e: t.Update, kind: TableType) -> str:
        word = "+=" if e.op == "+=" else "-="
        if not fits(kind, e.value.type):
            return f"RHS type mismatch for table/set {word}"
        e.value = self._adopt(e.value, kind)
        e.kind = (
            f"{'set' if kind.is_set else 'table'}-{'add' if word == '+=' else 'remove'}"
        )
        return ""

    def _append(self, e: t.Update, kind: VectorType) -> str:
        element, given = kind.element, e.value.type
        if isinstance(given, VectorType) and not isinstance(element, VectorType):
            if element is ANY or same_type(kind, given) or is_unspecified(given):
                e.kind = "vector-extend"
                return ""
        elif isinstance(given, VectorType) and same_type(kind, given):
            e.kind = "vector-extend"
            return ""
        e.kind = "vector-append"
        if is_arithmetic(element):
            if not is_arithmetic(given):
                return "appending non-arithmetic to arithmetic vector"
            e.value = self.arithmetic(e.value, element)
            return ""
        if element is not ANY and element.tag != given.tag:
            a, b = type_word(element), type_word(given)
            return f"incompatible vector append: {a} and {b}"
        if element is ANY:
            e.value = self.to_any(e.value, shown=False)
            return ""
        fitted = self.promote(e.value, element)
        if fitted is None:
            return "incompatible vector append"
        e.value = fitted
        return ""

    # ---- casts

    def visit_Cast(self, node: n.Cast) -> t.Expr:
        operand, want = self.visit(node.operand), self.resolve(node.type)
        if ERROR in (operand.type, want):
            return self.bad(node.loc)
        e = t.Cast(want, operand, loc=node.loc)
        broker = isinstance(operand.type, (RecordType, OpaqueType))
        same = same_type(operand.type, want) or is_container_pair(operand.type, want)
        if operand.type is not ANY and not same and not broker:
            self.error(e, "cast not supported")
            return self.bad(node.loc)
        return e

    def visit_TypeTest(self, node: n.TypeTest) -> t.Expr:
        operand, tested = self.visit(node.operand), self.resolve(node.type)
        if ERROR in (operand.type, tested):
            return self.bad(node.loc)
        return t.Is(BOOL, operand, tested, loc=node.loc)


def is_container_pair(a: object, b: object) -> bool:
    """True of a set and a vector with one element type, which cast either way."""
    if isinstance(a, VectorType) and isinstance(b, TableType):
        a, b = b, a
    return (
        isinstance(a, TableType)
        and isinstance(b, VectorType)
        and a.is_set
        and len(a.index) == 1
        and same_type(a.index[0], b.element)
    )


def type_word(kind: Type) -> str:
    """The one word that Zeek uses for a kind of type."""
    if isinstance(kind, TableType):
        return "table"
    return kind.tag
