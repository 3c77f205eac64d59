"""The text of checked expressions and statements, as Zeek prints them.

Zeek shows an expression from its tree, not from the script: strings without
quotes, conversions and default arguments written out, `3 == x` for `x == 3`.
Messages have all on one line; printing a function shows its body on several.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..values.printing import describe
from . import tree as t


class Renderer:
    """Texts in one style: on one line or several, strings in quotes or not."""

    def __init__(self, *, lines: bool = False, quotes: bool = False):
        self.newline = "\n" if lines else ""
        self.end = ";" if lines else ""
        self.quotes = quotes

    def text(self, e: t.Expr) -> str:
        """The text of an expression."""
        inner: str = getattr(self, f"expr_{type(e).__name__}")(e)
        return f"({inner})" if e.paren else inner

    def listing(self, items: Iterable[t.Expr]) -> str:
        """Expressions with commas between."""
        return ", ".join([self.text(i) for i in items])

    # ---- leaves

    def expr_Const(self, e: t.Const) -> str:
        if type(e.value) is bytes:
            shown = e.value.decode("utf-8", "backslashreplace")
            return f'"{shown}"' if self.quotes else shown
        return describe(e.value).decode("utf-8", "backslashreplace")

    def expr_EnumConst(self, e: t.EnumConst) -> str:
        return e.member

    def expr_LocalRef(self, e: t.LocalRef) -> str:
        return e.local.shown

    def expr_GlobalRef(self, e: t.GlobalRef) -> str:
        return e.symbol.name

    def expr_TypeValue(self, e: t.TypeValue) -> str:
        return e.symbol_name or str(e.named)

    # ---- operators

    def expr_Unary(self, e: t.Unary) -> str:
        return f"{e.op}{self.text(e.operand)}"

    def expr_Binary(self, e: t.Binary | t.Logic) -> str:
        return f"{self.text(e.left)} {e.op} {self.text(e.right)}"

    expr_Logic = expr_Binary

    def expr_Cond(self, e: t.Cond) -> str:
        then, orelse = self.text(e.then), self.text(e.orelse)
        return f"{self.text(e.condition)} ? {then} : {orelse}"

    def expr_Assign(self, e: t.Assign) -> str:
        return f"{self.text(e.target)} = {self.text(e.value)}"

    def expr_Unpack(self, e: t.Unpack) -> str:
        return f"{self.listing(e.targets)} = {self.text(e.value)}"

    def expr_Update(self, e: t.Update) -> str:
        return f"{self.text(e.target)} {e.op} {self.text(e.value)}"

    def expr_Increment(self, e: t.Increment) -> str:
        return f"{e.op}{self.text(e.target)}"

    def expr_In(self, e: t.In) -> str:
        inner = f"{self.listing(e.left)} in {self.text(e.right)}"
        return f"!{inner}" if e.negated else inner

    def expr_SizeOf(self, e: t.SizeOf) -> str:
        return f"sizeof {self.text(e.operand)}"

    # ---- access

    def expr_Index(self, e: t.Index) -> str:
        return f"{self.text(e.base)}[{self.listing(e.index)}]"

    def expr_Slice(self, e: t.Slice) -> str:
        base = self.text(e.base)
        start = self.text(e.start) if e.start else "0"
        end = self.text(e.end) if e.end else f"sizeof {base}"
        return f"{base}[{start}:{end}]"

    def expr_FieldRef(self, e: t.FieldRef) -> str:
        return f"{self.text(e.base)}${e.field}"

    def expr_HasField(self, e: t.HasField) -> str:
        return f"{self.text(e.base)}?${e.field}"

    # ---- calls

    def expr_Call(self, e: t.Call) -> str:
        return f"{self.text(e.func)}({self.listing(e.args)})"

    def expr_Copy(self, e: t.Copy) -> str:
        return f"copy({self.text(e.operand)})"

    def expr_Lambda(self, e: t.Lambda) -> str:
        names = ",  ".join(
            f"copy {o.shown}" if is_copy else o.shown for o, _, is_copy in e.captures
        )
        captures = f"[{names}]" if e.captures else ""
        return f"{e.type}{captures}{self.statement(e.body.body)}"

    def expr_Schedule(self, e: t.Schedule) -> str:
        call = f"{e.event.name}({self.listing(e.args)})"
        return f"schedule {self.text(e.delay)} {{{self.indented(call)}}}"

    def expr_LocalSet(self, e: t.LocalSet) -> str:
        return f"{e.local.shown} = {self.text(e.value)}"

    # ---- constructors

    def expr_RecordNew(self, e: t.RecordNew) -> str:
        shown = [(f"${name}=" if name else "", self.text(v)) for name, v in e.fields]
        inner = ", ".join([name + value for name, value in shown])
        return f"{e.record.name}({inner})" if e.record.name else f"[{inner}]"

    def attributes(self, attrs: list[t.Attribute]) -> str:
        """Attributes with commas between."""
        return ", ".join(self.attribute(a) for a in attrs)

    def attribute(self, a: t.Attribute) -> str:
        """`&default=5`"""
        return f"&{a.name}={self.text(a.value)}" if a.value else f"&{a.name}"

    def key(self, keys: list[t.Expr]) -> str:
        """One key of a constructor."""
        return self.listing(keys)

    def expr_TableNew(self, e: t.TableNew) -> str:
        inner = ", ".join(f"{self.key(k)} = {self.text(v)}" for k, v in e.items)
        return f"table({inner}){self.attributes(e.attrs)}"

    def expr_SetNew(self, e: t.SetNew) -> str:
        inner = ", ".join(self.key(k) for k in e.items)
        return f"set({inner}){self.attributes(e.attrs)}"

    def expr_VectorNew(self, e: t.VectorNew) -> str:
        return f"vector({self.listing(e.items)})"

    def expr_ListNew(self, e: t.ListNew) -> str:
        return self.listing(e.items)

    def expr_WithAttributes(self, e: t.WithAttributes) -> str:
        return self.text(e.table)

    # ---- conversions

    def expr_Cast(self, e: t.Cast) -> str:
        return f"{self.text(e.operand)} as {e.type}"

    def expr_Is(self, e: t.Is) -> str:
        return f"{self.text(e.operand)} is {e.tested}"

    def expr_Coerce(self, e: t.Coerce) -> str:
        operand = self.text(e.operand)
        if e.kind == "any":
            return f"to_any_coerce {operand}"
        if e.kind == "from-any":
            return f"from_any_coerce {operand}"
        return operand if e.kind == "none" else f"(coerce {operand} to {e.type})"

    # ---- statements

    def statement(self, s: t.Stmt) -> str:
        """The text of a statement."""
        made: str = getattr(self, f"stmt_{type(s).__name__}")(s)
        return made

    def indented(self, inner: str) -> str:
        """Lines of their own, one tab further in."""
        if not self.newline:
            return inner
        lines = f"\n{inner}".split("\n")
        return "\n".join([f"\t{x}" if x else x for x in lines]) + "\n"

    def nested(self, s: t.Stmt) -> str:
        """A statement below another one."""
        return self.indented(self.statement(s))

    def stmt_Block(self, s: t.Block) -> str:
        if not s.stmts:
            return self.end
        inner = [self.statement(i) + self.newline for i in s.stmts]
        return f"{{ {self.newline}{''.join(inner)}}}"

    def stmt_ExprStmt(self, s: t.ExprStmt) -> str:
        return self.text(s.expr) + self.end

    def stmt_Null(self, s: t.Null) -> str:
        return self.end

    def stmt_Print(self, s: t.Print) -> str:
        return f"print {self.listing(s.args)}{self.end}"

    def stmt_Return(self, s: t.Return) -> str:
        value = f"({self.text(s.value)})" if s.value else ""
        return f"return {value}{self.end}"

    def stmt_Break(self, s: t.Break) -> str:
        return f"break {self.end}"

    def stmt_Next(self, s: t.Next) -> str:
        return f"next {self.end}"

    def stmt_Fallthrough(self, s: t.Fallthrough) -> str:
        return f"fallthrough {self.end}"

    def stmt_LocalDecl(self, s: t.LocalDecl) -> str:
        shown = f"{s.local.shown} = {self.text(s.init)}" if s.init else ""
        return shown + self.end

    def stmt_If(self, s: t.If) -> str:
        orelse = f"else{self.nested(s.orelse)}" if s.orelse else ""
        return f"if ({self.text(s.condition)}) {self.nested(s.then)}{orelse}"

    def stmt_While(self, s: t.While) -> str:
        return f"while ({self.text(s.condition)}) {self.nested(s.body)}"

    def stmt_For(self, s: t.For) -> str:
        names = [k.shown if k else "_" for k in s.keys]
        keys = names[0] + "".join(f"{name}," for name in names[1:])
        value = f", {s.value.shown}" if s.value else ""
        return f"for ([{keys}]{value} in {self.text(s.over)}) {self.nested(s.body)}"

    def stmt_Switch(self, s: t.Switch) -> str:
        cases = "".join([self.case(c) for c in s.cases])
        subject = self.text(s.subject)
        return f"switch {subject} {{{self.indented(cases)}}}{self.newline}"

    def case(self, c: t.Case) -> str:
        """One `case` with its statements."""
        labels = [f" {self.text(v)}" for v in c.values]
        for kind, local in c.types:
            labels.append(f" type {kind}" + (f" as {local.shown}" if local else ""))
        head = "default" if c.is_default else f"case{','.join(labels)}"
        return f"{head}:{self.nested(c.body)}"

    def stmt_Add(self, s: t.Add) -> str:
        return f"add {self.text(s.target)}{self.end}"

    def stmt_Delete(self, s: t.Delete) -> str:
        return f"delete {self.text(s.target)}{self.end}"

    def stmt_EventStmt(self, s: t.EventStmt) -> str:
        is_value = isinstance(s.event, t.Expr)
        name = self.text(s.event) if is_value else s.event.name  # type: ignore[arg-type, union-attr]
        return f"event {name}({self.listing(s.args)}){self.end}"

    def stmt_Assert(self, s: t.Assert) -> str:
        quoted = QUOTED if not self.newline else Renderer(lines=True, quotes=True)
        message = f", {quoted.text(s.message)}" if s.message else ""
        return f"assert {quoted.text(s.condition)}{message}{self.end}"

    def stmt_When(self, s: t.When) -> str:
        names = ", ".join(f"copy {o.shown}" if c else o.shown for o, _, c in s.captures)
        captures = f"[{names}]" if names else ""
        head = f"when {captures}({self.text(s.condition)}) {self.nested(s.body)}"
        if s.timeout is None or s.on_timeout is None:
            return head
        timeout = f" timeout {self.text(s.timeout)} "
        return head + timeout + self.nested(s.on_timeout)


PLAIN = Renderer()
QUOTED = Renderer(quotes=True)
LINES = Renderer(lines=True)

text = PLAIN.text
listing = PLAIN.listing
statement = PLAIN.statement
attribute_text = PLAIN.attribute
case_text = PLAIN.case
quoted_text = QUOTED.text
"""The text of an assertion: here strings stand in quotes."""


def body_text(function: t.Function) -> bytes:
    """The body of a function as `print` shows it."""
    shown = LINES.statement(function.body)
    empty = [v.shown for v in function.locals if v.starts_empty]
    if empty:
        shown = f"{{ \n<init> {', '.join(empty)};\n{shown}\n}}"
    return shown.encode("utf-8", "surrogateescape")
