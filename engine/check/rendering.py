"""The text of checked expressions and statements, as Zeek prints them.

Zeek shows an expression from its tree, not from the script: strings without
quotes, conversions and default arguments written out, `3 == x` for `x == 3`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..values.printing import describe
from . import tree as t


def text(e: t.Expr) -> str:
    """The one-line text of an expression."""
    inner = _render(e)
    return f"({inner})" if e.paren else inner


def listing(items: Iterable[t.Expr]) -> str:
    """Expressions with commas between."""
    return ", ".join(text(i) for i in items)


def _render(e: t.Expr) -> str:
    method = globals().get(f"_render_{type(e).__name__}")
    return method(e) if method else type(e).__name__


def _render_Const(e: t.Const) -> str:
    if isinstance(e.value, bytes) and type(e.value) is bytes:
        return e.value.decode("utf-8", "backslashreplace")
    return describe(e.value).decode("utf-8", "backslashreplace")


def _render_EnumConst(e: t.EnumConst) -> str:
    return e.member


def _render_LocalRef(e: t.LocalRef) -> str:
    return e.local.name


def _render_GlobalRef(e: t.GlobalRef) -> str:
    return e.symbol.name


def _render_TypeValue(e: t.TypeValue) -> str:
    return e.symbol_name or str(e.named)


def _render_Unary(e: t.Unary) -> str:
    return f"{e.op}{text(e.operand)}"


def _render_Binary(e: t.Binary) -> str:
    return f"{text(e.left)} {e.op} {text(e.right)}"


_render_Logic = _render_Binary


def _render_Cond(e: t.Cond) -> str:
    return f"{text(e.condition)} ? {text(e.then)} : {text(e.orelse)}"


def _render_Assign(e: t.Assign) -> str:
    return f"{text(e.target)} = {text(e.value)}"


def _render_Update(e: t.Update) -> str:
    return f"{text(e.target)} {e.op} {text(e.value)}"


def _render_Increment(e: t.Increment) -> str:
    return f"{e.op}{text(e.target)}"


def _render_Index(e: t.Index) -> str:
    return f"{text(e.base)}[{listing(e.index)}]"


def _render_Slice(e: t.Slice) -> str:
    start = text(e.start) if e.start else "0"
    end = text(e.end) if e.end else f"sizeof {text(e.base)}"
    return f"{text(e.base)}[{start}:{end}]"


def _render_FieldRef(e: t.FieldRef) -> str:
    return f"{text(e.base)}${e.field}"


def _render_HasField(e: t.HasField) -> str:
    return f"{text(e.base)}?${e.field}"


def _render_Call(e: t.Call) -> str:
    return f"{text(e.func)}({listing(e.args)})"


def _render_Copy(e: t.Copy) -> str:
    return f"copy({text(e.operand)})"


def _render_RecordNew(e: t.RecordNew) -> str:
    inner = ", ".join(f"${name}={text(v)}" for name, v in e.fields)
    return f"{e.record.name}({inner})" if e.record.name else f"[{inner}]"


def _attributes(attrs: list[t.Attribute]) -> str:
    return ", ".join(attribute_text(a) for a in attrs)


def attribute_text(a: t.Attribute) -> str:
    """`&default=5`"""
    return f"&{a.name}={text(a.value)}" if a.value else f"&{a.name}"


def _key(keys: list[t.Expr]) -> str:
    return text(keys[0]) if len(keys) == 1 else f"[{listing(keys)}]"


def _render_TableNew(e: t.TableNew) -> str:
    inner = ", ".join(f"{_key(k)} = {text(v)}" for k, v in e.items)
    return f"table({inner}){_attributes(e.attrs)}"


def _render_SetNew(e: t.SetNew) -> str:
    return f"set({', '.join(_key(k) for k in e.items)}){_attributes(e.attrs)}"


def _render_VectorNew(e: t.VectorNew) -> str:
    return f"vector({listing(e.items)})"


def _render_ListNew(e: t.ListNew) -> str:
    return listing(e.items)


def _render_In(e: t.In) -> str:
    left = text(e.left[0]) if len(e.left) == 1 else listing(e.left)
    inner = f"{left} in {text(e.right)}"
    return f"!{inner}" if e.negated else inner


def _render_SizeOf(e: t.SizeOf) -> str:
    return f"sizeof {text(e.operand)}"


def _render_Cast(e: t.Cast) -> str:
    return f"{text(e.operand)} as {e.type}"


def _render_Is(e: t.Is) -> str:
    return f"{text(e.operand)} is {e.tested}"


def _render_Coerce(e: t.Coerce) -> str:
    if e.kind == "any":
        return f"to_any_coerce {text(e.operand)}"
    if e.kind == "from-any":
        return f"from_any_coerce {text(e.operand)}"
    if e.kind == "none":
        return text(e.operand)
    return f"(coerce {text(e.operand)} to {e.type})"


def _render_Lambda(e: t.Lambda) -> str:
    names = ",  ".join(
        f"copy {o.name}" if is_copy else o.name for o, _, is_copy in e.captures
    )
    captures = f"[{names}]" if e.captures else ""
    return f"{e.type}{captures}{statement(e.body.body)}"


def _render_Schedule(e: t.Schedule) -> str:
    call = f"{e.event.name}({listing(e.args)})"
    return f"schedule {text(e.delay)} {{{call}}}"


def _render_LocalSet(e: t.LocalSet) -> str:
    return f"{e.local.name} = {text(e.value)}"


# ---- statements on one line, as messages show them


def statement(s: t.Stmt) -> str:
    """The one-line text of a statement."""
    method = globals().get(f"_stmt_{type(s).__name__}")
    return method(s) if method else type(s).__name__


def _stmt_Block(s: t.Block) -> str:
    return f"{{ {'; '.join(statement(i) for i in s.stmts)}}}"


def _stmt_ExprStmt(s: t.ExprStmt) -> str:
    return text(s.expr)


def _stmt_Null(s: t.Null) -> str:
    return ""


def _stmt_Print(s: t.Print) -> str:
    return f"print {listing(s.args)}"


def _stmt_Return(s: t.Return) -> str:
    return f"return ({text(s.value)})" if s.value else "return "


def _stmt_Break(s: t.Break) -> str:
    return "break "


def _stmt_Next(s: t.Next) -> str:
    return "next "


def _stmt_Fallthrough(s: t.Fallthrough) -> str:
    return "fallthrough "


def _stmt_LocalDecl(s: t.LocalDecl) -> str:
    return f"{s.local.name} = {text(s.init)}" if s.init else ""


def _stmt_If(s: t.If) -> str:
    tail = f" else {statement(s.orelse)}" if s.orelse else ""
    return f"if ({text(s.condition)}) {statement(s.then)}{tail}"


def _stmt_Add(s: t.Add) -> str:
    return f"add {text(s.target)}"


def _stmt_Delete(s: t.Delete) -> str:
    return f"delete {text(s.target)}"


def _stmt_When(s: t.When) -> str:
    return f"when ({text(s.condition)}) {statement(s.body)}"


def _stmt_EventStmt(s: t.EventStmt) -> str:
    name = text(s.event) if isinstance(s.event, t.Expr) else s.event.name
    return f"event {name}({listing(s.args)})"
