"""Checked expressions → Python expressions."""

from __future__ import annotations

import ast

from ..check import tree as t
from ..check.constructors import is_several, spreads
from ..check.rendering import body_text, text
from ..check.symbols import Local, Program
from ..typesystem import operators
from ..typesystem.coercion import is_unspecified
from ..typesystem.types import (
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    INTERVAL,
    PATTERN,
    SUBNET,
    TIME,
    FuncType,
    RecordType,
    TableType,
    Type,
    VectorType,
)
from ..values.record import slot_name
from ..values.typeof import TypeValue
from . import build as b
from . import formatting
from .references import References

PLAIN = (bool, int, float, bytes)
SILENT = (t.Const, t.EnumConst, t.TypeValue, t.Logic, t.Cond, t.HasField)
MAY_FAIL = frozenset(
    "anonymize_addr bloomfilter_basic_init bloomfilter_basic_init2"
    " bloomfilter_counting_init bloomfilter_intersect bloomfilter_merge check_subnet"
    " filter_subnet_table get_plugin_components ljust matching_subnets modulo"
    " paraglob_init preserve_prefix preserve_subnet resize rjust table_keys"
    " table_pattern_matcher_stats table_values".split()
)
"""Built-in functions that, after an error, leave their statement without effect."""
STORABLE = (t.LocalRef, t.GlobalRef, t.FieldRef, t.Slice, t.Index)
"""What can be assigned to."""
MUTABLE_KEYS = ("record", "vector", "table", "set")

HOLDING = (RecordType, TableType, VectorType)
"The types whose values a script can change."


class Expressions(References):
    """The visitor of expressions."""

    may_fail = False
    """Set by a conversion that may leave the statement without effect."""

    in_condition = False
    """Inside the condition of `when`, where calls may be answered later."""

    def __init__(self, program: Program):
        super().__init__(program)
        self.held_keys: dict[int, str] = {}
        """By element (its identity): the variable that has its key already."""

    def expr(self, e: t.Expr) -> ast.expr:
        """The Python expression for a checked one."""
        method = getattr(self, f"expr_{type(e).__name__}")
        node: ast.expr = method(e)
        b.place(node, e.loc)
        if not isinstance(e, SILENT):
            self.remember(e)
        return node

    def remember(self, e: t.Expr) -> None:
        """Keep the text of an expression that may fail, by its position."""
        loc = e.loc
        if not loc.line:
            return
        texts = self.program.texts.setdefault(loc.file, {})
        key = (loc.line, max(loc.end_line, loc.line), loc.column, loc.end_column)
        texts.setdefault(key, text(e))

    def many(self, items: list[t.Expr]) -> list[ast.expr]:
        """Several expressions in order."""
        return [self.expr(i) for i in items]

    # ---- leaves

    def expr_Const(self, e: t.Const) -> ast.expr:
        if type(e.value) in PLAIN:
            return b.const(e.value)
        return self.constant(e.value)

    def expr_EnumConst(self, e: t.EnumConst) -> ast.expr:
        return self.enum(e.enum, e.member)

    def expr_LocalRef(self, e: t.LocalRef) -> ast.expr:
        value = b.name(e.local.python)
        if e.local in self.bounds.totals:
            return b.fill("l & M64", value, value)
        return value

    def expr_GlobalRef(self, e: t.GlobalRef) -> ast.expr:
        return b.name(self.symbol(e.symbol))

    def expr_TypeValue(self, e: t.TypeValue) -> ast.expr:
        alias = e.symbol_name not in ("", str(e.named))
        if alias and not isinstance(e.named, RecordType):
            return self.constant(TypeValue(e.named, e.symbol_name))
        return self.type(e.named)

    # ---- operators

    def expr_Unary(self, e: t.Unary) -> ast.expr:
        operand = self.expr(e.operand)
        if isinstance(e.type, VectorType):
            item = self._unary(e.op, e.type.element, b.name("l"))
            function = ast.Lambda(b.arguments(["l"]), item)
            return b.call("vector_map", function, operand, self.type(e.type))
        return self._unary(e.op, e.type, operand)

    def _unary(self, op: str, kind: Type, operand: ast.expr) -> ast.expr:
        if op == "!":
            return ast.UnaryOp(ast.Not(), operand)
        if op == "~":
            return ast.BinOp(operand, ast.BitXor(), b.name("M64"))
        value = operand if op == "+" else ast.UnaryOp(ast.USub(), operand)
        if kind is INTERVAL:
            return b.call("Interval", value)
        if kind is INT and op == "-":
            return b.fill("(l + H63 & M64) - H63", value, value)
        return value

    def expr_Binary(self, e: t.Binary) -> ast.expr:
        if isinstance(e.left.type, VectorType) or isinstance(e.right.type, VectorType):
            return self._vector_binary(e)
        if self.is_uncut(e):
            return self._sum(e, e.left, self.expr(e.right))
        return b.fill(
            operators.TABLE[e.kind].form, self.expr(e.left), self.expr(e.right)
        )

    def is_uncut(self, e: t.Expr) -> bool:
        """Whether a sum of counts need not be cut to 64 bits here."""
        return id(e) in self.bounds.small or id(e) in self.bounds.additions

    def _sum(self, e: t.Expr, left: t.Expr, right: ast.expr) -> ast.expr:
        """A sum that is not cut."""
        total = self.bounds.additions.get(id(e))
        augend = b.name(total.python) if total else self.expr(left)
        node = ast.BinOp(augend, ast.Add(), right)
        b.place(node, e.loc)
        return node

    def _vector_binary(self, e: t.Binary) -> ast.expr:
        if e.op in ("&&", "||"):
            form = "l and r" if e.op == "&&" else "l or r"
        else:
            form = operators.TABLE[e.kind].form
        function = ast.Lambda(
            b.arguments(["l", "r"]), b.fill(form, b.name("l"), b.name("r"))
        )
        left, right = self.expr(e.left), self.expr(e.right)
        scalar = (
            "left"
            if not isinstance(e.left.type, VectorType)
            else ("" if isinstance(e.right.type, VectorType) else "right")
        )
        return b.call(
            "vector_binary",
            function,
            left,
            right,
            self.type(e.type),
            b.const(scalar),
            b.const(e.op),
        )

    def expr_Logic(self, e: t.Logic) -> ast.expr:
        op = ast.And() if e.op == "&&" else ast.Or()
        return ast.BoolOp(op, [self.expr(e.left), self.expr(e.right)])

    def expr_Cond(self, e: t.Cond) -> ast.expr:
        condition = self.expr(e.condition)
        then, orelse = self.expr(e.then), self.expr(e.orelse)
        if isinstance(e.condition.type, VectorType):
            self.remember(e)
            return b.call("vector_choose", condition, then, orelse, self.type(e.type))
        return ast.IfExp(condition, then, orelse)

    def expr_SizeOf(self, e: t.SizeOf) -> ast.expr:
        operand, kind = self.expr(e.operand), e.operand.type
        if kind.tag in ("string", "table", "set", "vector"):
            return b.call("len", operand)
        if kind in (INT, DOUBLE):
            return b.call("abs", operand)
        if kind is COUNT:
            return operand
        if kind is SUBNET:
            return b.attribute(operand, "size")
        return b.call("size_of", operand)

    def expr_In(self, e: t.In) -> ast.expr:
        right = self.expr(e.right)
        left = self.key(e.left)
        if e.kind == "pattern":
            found: ast.expr = b.method(left, "embedded", right)
        elif e.kind == "string":
            return self._in_string(e, left, right)
        elif e.kind == "vector":
            found = b.call("has_index", right, left)
        else:
            op = ast.NotIn() if e.negated else ast.In()
            return ast.Compare(left, [op], [right])
        return ast.UnaryOp(ast.Not(), found) if e.negated else found

    def _in_string(self, e: t.In, left: ast.expr, right: ast.expr) -> ast.expr:
        """`left in right`; as in Zeek, a NUL in the left one is an error."""
        op = ast.NotIn() if e.negated else ast.In()
        part = e.left[0]
        if isinstance(part, t.Const) and b"\0" not in part.value:
            return ast.Compare(left, [op], [right])
        name = self.temporary()
        found: ast.expr = b.call("nul_in_string", b.name(name), right)
        if e.negated:
            found = ast.UnaryOp(ast.Not(), found)
        # the right side stands in both branches, of which one is evaluated
        whole = ast.Compare(b.const(b"\0"), [ast.NotIn()], [b.walrus(name, left)])
        return ast.IfExp(whole, ast.Compare(b.name(name), [op], [right]), found)

    def key(self, items: list[t.Expr]) -> ast.expr:
        """One key: the value itself, or a tuple of several."""
        if len(items) == 1:
            return self.expr(items[0])
        return b.tuple_of(self.many(items))

    def stored_key(self, items: list[t.Expr]) -> ast.expr:
        """A key that goes into a table: what can change is copied."""
        key = self.key(items)
        if any(i.type.tag in MUTABLE_KEYS for i in items):
            return b.call("key_copy", key)
        return key

    # ---- access

    def expr_Index(self, e: t.Index) -> ast.expr:
        element = self._element(e)
        if self.in_condition and isinstance(e.type, HOLDING):
            b.place(element, e.loc)
            return b.call("indexed", element)
        return element

    def _element(self, e: t.Index) -> ast.expr:
        base = self.expr(e.base)
        if e.kind == "vector":
            temporary = self.temporary()
            element = b.subscript(base, self.expr(e.index[0]))
            b.place(element, e.loc)
            return ast.IfExp(
                ast.Compare(
                    b.walrus(temporary, element), [ast.IsNot()], [ast.Constant(None)]
                ),
                b.name(temporary),
                b.call("no_such_index"),
            )
        if e.kind == "string":
            return b.call("string_index", base, self.expr(e.index[0]))
        if e.kind in ("bool-index", "vector-index"):
            return b.method(base, "select", self.expr(e.index[0]))
        if e.kind == "pattern-table":
            return b.call(
                "pattern_lookup", base, self.expr(e.index[0]), self.type(e.type)
            )
        held = self.held_keys.get(id(e))
        return b.subscript(base, b.name(held) if held else self.key(e.index))

    def expr_Slice(self, e: t.Slice) -> ast.expr:
        base = self.expr(e.base)
        start = self.expr(e.start) if e.start else b.const(0)
        end = self.expr(e.end) if e.end else ast.Constant(None)
        return b.call("slice_of", base, start, end)

    def expr_FieldRef(self, e: t.FieldRef) -> ast.expr:
        return b.attribute(self.expr(e.base), slot_name(e.field))

    def expr_HasField(self, e: t.HasField) -> ast.expr:
        return b.call("hasattr", self.expr(e.base), b.const(slot_name(e.field)))

    # ---- calls

    def expr_Call(self, e: t.Call) -> ast.expr:
        known = formatting.template(e)
        if known is not None:
            form, values = known
            filling = b.tuple_of(self.many(values))
            return ast.BinOp(ast.Constant(form), ast.Mod(), filling)
        func = self.expr(e.func)
        args = self.many(e.args)
        if isinstance(e.func, t.GlobalRef) and e.func.symbol.name in MAY_FAIL:
            self.may_fail = True
            return b.call("needed", b.call(func, *args))
        if self.in_condition:
            site = b.const(self.program.unique("call_"))
            return b.call("call_in_condition", site, func, *args)
        return b.call(func, *args)

    def expr_Copy(self, e: t.Copy) -> ast.expr:
        return b.call("copy", self.expr(e.operand))

    def expr_Lambda(self, e: t.Lambda) -> ast.expr:
        captured = [inner.python for _, inner, _ in e.captures]
        self.factory(e.body, captured)
        values = self.captured(e.captures)
        return b.call(
            "make_lambda",
            self.code(e.body.name),
            self.type(e.type),
            b.const(e.body.name),
            b.const(body_text(e.body)),
            *values,
        )

    def captured(self, captures: list[tuple[Local, Local, bool]]) -> list[ast.expr]:
        """The values of captured variables; one without a value is told by name."""
        values: list[ast.expr] = []
        for outer, inner, is_copy in captures:
            value = self.expr(t.LocalRef(outer.type, outer, loc=inner.loc))
            values.append(b.call("copy", value) if is_copy else value)
        return values

    def factory(self, function: t.Function, captured: list[str]) -> None:
        raise NotImplementedError

    def expr_Schedule(self, e: t.Schedule) -> ast.expr:
        delay = self.expr(e.delay)
        handler = b.name(self.symbol(e.event))
        absolute = b.const(e.delay.type is TIME)
        args = b.tuple_of(self.many(e.args))
        return b.call("schedule", delay, handler, args, absolute)

    # ---- constructors

    def expr_RecordNew(self, e: t.RecordNew) -> ast.expr:
        names = [name for name, _ in e.fields]
        values = [self._own_vector(v) for _, v in e.fields]
        if not e.coerced:
            return b.call(self.constructor(e.record, names), *values)
        made = self.coercing(e.record)
        return b.call(made, **dict(zip(map(slot_name, names), values, strict=True)))

    def _own_vector(self, e: t.Expr) -> ast.expr:
        """A field's value: as in Zeek, a vector given is copied, its elements not."""
        value = self.expr(e)
        if not isinstance(e.type, VectorType) or isinstance(e, t.VectorNew):
            return value
        return b.call(self.container(e.type), value)

    def expr_VectorNew(self, e: t.VectorNew) -> ast.expr:
        items = b.tuple_of(self.many(e.items))
        if is_unspecified(e.type):
            return b.call("Vector", items, self.type(e.type))
        return b.call(self.container(e.type), *([items] if e.items else []))

    def expr_ListNew(self, e: t.ListNew) -> ast.expr:
        return b.tuple_of(self.many(e.items))

    def expr_SetNew(self, e: t.SetNew) -> ast.expr:
        index = e.type.index if isinstance(e.type, TableType) else ()
        items = b.tuple_of(
            [
                ast.Starred(self.expanded(k, index), b.LOAD)
                if spreads(k, index)
                else self.stored_key(k)
                for k in e.items
            ]
        )
        return self._container(e.type, items, e.attrs, empty=not e.items)

    def expr_TableNew(self, e: t.TableNew) -> ast.expr:
        index = e.type.index if isinstance(e.type, TableType) else ()
        keys: list[ast.expr | None] = []
        values: list[ast.expr] = []
        for key, value in e.items:
            if spreads(key, index):
                keys.append(None)
                elements = self.expanded(key, index)
                values.append(b.call("spread", elements, self.expr(value)))
            else:
                keys.append(self.stored_key(key))
                values.append(self.expr(value))
        items = ast.Dict(keys, values)
        return self._container(e.type, items, e.attrs, empty=not e.items)

    def expanded(self, key: list[t.Expr], index: tuple[Type, ...]) -> ast.expr:
        """All keys that a key with lists or sets among its parts stands for."""
        flags = [is_several(k, i) for k, i in zip(key, index, strict=False)]
        parts = b.tuple_of(self.many(key))
        return b.call("expand_key", parts, b.const(tuple(flags)))

    def _container(
        self,
        kind: Type,
        items: ast.expr,
        attrs: list[t.Attribute],
        *,
        empty: bool,
    ) -> ast.expr:
        options = self.table_options(kind, attrs)
        assert isinstance(kind, TableType)
        special = len(kind.index) == 1 and kind.index[0] in (SUBNET, PATTERN)
        if options or special:
            return b.call("new_table", self.type(kind), items, **options)
        if is_unspecified(kind):
            plain = "Set" if kind.is_set else "Table"
            return b.call(plain, items, self.type(kind))
        made = self.container(kind)
        if empty:
            return b.call(made)
        if kind.is_set:
            return b.call(b.attribute(made, "fromkeys"), items)
        return b.call(made, items)

    def expr_WithAttributes(self, e: t.WithAttributes) -> ast.expr:
        options = self.table_options(e.type, e.attrs)
        return b.call("new_table", self.type(e.type), self.expr(e.table), **options)

    def table_options(
        self, kind: Type, attrs: list[t.Attribute]
    ) -> dict[str, ast.expr]:
        """The attributes of a table that matter at run time, as keywords."""
        options: dict[str, ast.expr] = {}
        for a in attrs:
            if a.value is None:
                if a.name == "ordered":
                    options["ordered"] = b.const(True)
                continue
            value = self.expr(a.value)
            if a.name in ("default", "default_insert"):
                is_function = isinstance(a.value.type, FuncType) and not (
                    isinstance(kind, TableType) and isinstance(kind.value, FuncType)
                )
                options["default_function" if is_function else "default"] = value
                if is_function:
                    options["place"] = b.const(str(a.loc))
                if a.name == "default_insert":
                    options["stored"] = b.const(True)
            elif a.name.endswith("_expire") or a.name == "expire_func":
                options[a.name] = b.thunk(value)
            elif a.name == "on_change":
                options[a.name] = value
        return options

    # ---- conversions

    def expr_Coerce(self, e: t.Coerce) -> ast.expr:
        if isinstance(e.operand, t.Const) and e.kind in ("int", "double"):
            if abs(e.operand.value) < 1 << 63:
                fitted = int if e.kind == "int" else float
                return b.const(fitted(e.operand.value))
        operand, have = self.expr(e.operand), e.operand.type
        if e.kind in ("any", "none"):
            return b.call("IntVal", operand) if have is INT else operand
        if e.kind == "from-any":
            return b.call("from_any", operand, self.type(e.type))
        if e.kind == "double":
            return b.call("float", operand)
        if e.kind in ("int", "count"):
            self.may_fail = True
            return b.call(f"{have}_to_{e.kind}", operand)
        if e.kind == "record":
            return b.call("coerce_record", operand, self.record(e.type))
        if e.kind.startswith("vector-"):
            inner = e.kind.removeprefix("vector-")
            assert isinstance(have, VectorType)
            function = "float" if inner == "double" else f"{have.element}_to_{inner}"
            return b.call("vector_map", b.name(function), operand, self.type(e.type))
        return b.call("retype", operand, self.type(e.type))

    def expr_Cast(self, e: t.Cast) -> ast.expr:
        return b.call("cast", self.expr(e.operand), self.type(e.type))

    def expr_Is(self, e: t.Is) -> ast.expr:
        return b.call("is_of", self.expr(e.operand), self.type(e.tested))

    # ---- expressions that change something

    def expr_Assign(self, e: t.Assign) -> ast.expr:
        return self.store_expr(e.target, self.expr(e.value))

    def store_expr(self, target: t.Expr, value: ast.expr) -> ast.expr:
        """An assignment inside an expression."""
        if isinstance(target, t.LocalRef):
            return b.walrus(target.local.python, value)
        if isinstance(target, t.GlobalRef):
            python = self.symbol(target.symbol)
            self.globals_set.add(python)
            return b.walrus(python, value)
        if isinstance(target, t.FieldRef):
            return b.call(
                "set_field",
                self.expr(target.base),
                b.const(slot_name(target.field)),
                value,
            )
        if isinstance(target, t.Slice):
            start = self.expr(target.start) if target.start else b.const(0)
            end = self.expr(target.end) if target.end else ast.Constant(None)
            return b.call("assign_slice", self.expr(target.base), start, end, value)
        assert isinstance(target, t.Index)
        key = self.stored_key(target.index)
        setter = "set_element" if target.kind == "vector" else "set_index"
        return b.call(setter, self.expr(target.base), key, value)

    def expr_Update(self, e: t.Update) -> ast.expr:
        if e.kind in ("arith", "interval", "string"):
            return self.store_expr(e.target, self.updated(e))
        if e.kind == "pattern":
            value = b.call("pattern_append", self.expr(e.target), self.expr(e.value))
            if not isinstance(e.target, STORABLE):
                return value
            return self.store_expr(e.target, value)
        verb = {
            "vector-append": "append",
            "vector-extend": "extend",
        }.get(e.kind) or ("add_all" if e.kind.endswith("add") else "remove_all")
        return b.call("change", self.expr(e.target), b.const(verb), self.expr(e.value))

    def updated(self, e: t.Update) -> ast.expr:
        """The new value of `target += value`."""
        if self.is_uncut(e):
            return self._sum(e, e.target, self.expr(e.value))
        op = e.op[0]
        a, c = e.target.type, e.value.type
        if isinstance(a, VectorType) or isinstance(c, VectorType):
            binary = t.Binary(a, op, e.target, e.value, "", loc=e.loc)
            binary.kind = f"{op} {_element(a).tag} {_element(c).tag}"
        else:
            row = f"{op} {a.tag} {a.tag if e.kind == 'arith' else c.tag}"
            binary = t.Binary(a, op, e.target, e.value, row, loc=e.loc)
        if op == "-" and a is COUNT:
            self._underflow_text(binary)
        return self.expr(binary)

    def _underflow_text(self, e: t.Expr) -> None:
        """`c -= 4` warns as `c - 4`."""
        loc = e.loc
        texts = self.program.texts.setdefault(loc.file, {})
        key = (loc.line, max(loc.end_line, loc.line), loc.column, loc.end_column)
        texts[key] = text(e)

    def expr_Increment(self, e: t.Increment) -> ast.expr:
        return self.store_expr(e.target, self.incremented(e))

    def incremented(self, e: t.Increment) -> ast.expr:
        """The new value of `++target`."""
        kind = e.target.type
        if self.is_uncut(e):
            return self._sum(e, e.target, b.const(1))
        operand = self.expr(e.target)
        if isinstance(kind, VectorType):
            verb = "+" if e.op == "++" else "-"
            form = operators.TABLE[f"{verb} {kind.element} {kind.element}"].form
            item = b.fill(form, b.name("l"), b.const(1))
            function = ast.Lambda(b.arguments(["l"]), item)
            return b.call("vector_map", function, operand, self.type(kind))
        verb = "+" if e.op == "++" else "-"
        node = b.fill(
            operators.TABLE[f"{verb} {kind} {kind}"].form, operand, b.const(1)
        )
        b.place(node, e.loc)
        return node

    def expr_LocalSet(self, e: t.LocalSet) -> ast.expr:
        stored = b.walrus(e.local.python, self.expr(e.value))
        if e.value.type is BOOL:
            return b.call("given", stored)
        return b.call("given", stored)


def _element(kind: Type) -> Type:
    return kind.element if isinstance(kind, VectorType) else kind
