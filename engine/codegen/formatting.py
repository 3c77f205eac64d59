"""Calls of `fmt` and `cat` whose arguments' types say all: Python's `%` on bytes."""

from __future__ import annotations

import re

from ..check import tree as t
from ..typesystem.types import STRING

DIRECTIVE = re.compile(rb"%(?:(%)|(0?)(\d{0,2})([sdx]))")
INTEGRAL = ("count", "int")


def template(call: t.Call) -> tuple[bytes, list[t.Expr]] | None:
    """The format and the arguments for Python, where they mean the same as Zeek's."""
    if not isinstance(call.func, t.GlobalRef) or not call.func.symbol.builtin:
        return None
    args = [plain(a) for a in call.args]
    if call.func.symbol.name == "cat":
        form = b"".join(_cat_directive(a) for a in args)
        return (form, args) if args and form.count(b"%") == len(args) else None
    if call.func.symbol.name != "fmt" or not args:
        return None
    first, *rest = args
    if not isinstance(first, t.Const) or type(first.value) is not bytes or not rest:
        return None
    translated = _translate(first.value, rest)
    return None if translated is None else (translated, rest)


def plain(e: t.Expr) -> t.Expr:
    """An argument without the mark of its entry into `any`."""
    return e.operand if isinstance(e, t.Coerce) and e.kind in ("any", "none") else e


def _cat_directive(e: t.Expr) -> bytes:
    if e.type is STRING:
        return b"%b"
    return b"%d" if e.type.tag in INTEGRAL else b""


def _translate(form: bytes, args: list[t.Expr]) -> bytes | None:
    """A format as Python wants it; None if a directive needs Zeek's own ways."""
    pieces, at, given = [], 0, iter(args)
    for m in DIRECTIVE.finditer(form):
        between = form[at : m.start()]
        at = m.end()
        if b"%" in between:
            return None
        pieces.append(between)
        if m[1]:
            pieces.append(b"%%")
            continue
        arg = next(given, None)
        if arg is None:
            return None
        directive = _directive(m, arg)
        if directive is None:
            return None
        pieces.append(directive)
    if b"%" in form[at:] or next(given, None) is not None:
        return None
    return b"".join(pieces) + form[at:]


def _directive(m: re.Match[bytes], arg: t.Expr) -> bytes | None:
    zero, width, letter = m[2], m[3], m[4]
    if letter == b"s" and not zero and not width:
        return _cat_directive(arg) or None
    if letter == b"d" and arg.type.tag in INTEGRAL:
        return b"%" + zero + width + b"d"
    if letter == b"x" and arg.type.tag == "count":
        return b"%" + zero + width + b"x"
    return None
