"""`fmt`, `cat` and what else turns values into text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from time import localtime, strftime
from typing import TYPE_CHECKING, Any

from ..diagnostics import ZeekError
from ..values.addr import Addr
from ..values.enum import EnumVal
from ..values.integer import IntVal
from ..values.port import Port
from ..values.printing import NoValue, describe_raw
from ..values.time import Interval, Time
from .contract import bif, c_string

if TYPE_CHECKING:
    from ..runtime import Runtime

_LIMIT = 128
_NOTHING = object()
_DIRECTIVE = re.compile(rb"%(-?)(0?)([0-9]*)(?:\.([0-9]*))?([^0-9]?)", re.S)

Piece = bytes | tuple[bytes, int, bool, bytes, int]
"""Literal text, or letter, width, left, zero padding, precision of a directive."""


@bif("cat")
def cat(*values: Any) -> bytes | None:
    """The text of all arguments, one after the other."""
    try:
        return b"".join([v if type(v) is bytes else describe_raw(v) for v in values])
    except NoValue:
        return None


@bif("cat_sep", runtime=True)
def cat_sep(rt: Runtime, *values: Any) -> bytes:
    """The text of the arguments with a separator, empty strings replaced.

    The first two arguments are the separator and what replaces empty strings.
    """
    if len(values) < 2:
        given = f"cat_sep() takes at least 2 argument(s), got {len(values)}"
        raise ZeekError(given)
    separator, default, *rest = values
    for name, value in (("sep", separator), ("def", default)):
        if type(value) is not bytes:
            raise ZeekError(f"expected type string for {name}, got {_tag(value)}")
    texts = [default if v == b"" else describe_raw(v) for v in rest]
    for _ in texts[1:]:
        separator = c_string(rt, separator)
    return bytes(separator.join(texts))


def _tag(value: Any) -> str:
    from ..values.typeof import type_of

    return type_of(value).tag


@bif("print_raw", runtime=True)
def print_raw(rt: Runtime, *values: Any) -> bool:
    """Write the text of all arguments to standard output as it is."""
    rt.out.write(cat(*values) or b"")
    return True


@bif("fmt", runtime=True)
def fmt(rt: Runtime, *arguments: Any) -> bytes | None:
    """The first argument with the others in place of its directives."""
    if not arguments:
        return b""
    form = arguments[0]
    values = arguments[1:]
    template = _template(form, tuple(map(type, values)))
    if template is not None:
        return template % values
    pieces, wanted = _parse(c_string(rt, form))
    try:
        text = b"".join(_filled(rt, pieces, iter(values)))
    except NoValue:
        return None
    if wanted != len(values):
        few = "few" if wanted > len(values) else "many"
        rt.reporter.builtin_error(f"too {few} arguments for format", form)
        return b""
    return text


def _filled(
    rt: Runtime, pieces: tuple[Piece, ...], values: Iterator[Any]
) -> Iterator[bytes]:
    for piece in pieces:
        if type(piece) is bytes:
            yield piece
            continue
        value = next(values, _NOTHING)
        if value is _NOTHING:
            return
        yield _PLAIN.get(piece, _directive)(rt, piece, value)


@lru_cache(maxsize=4096)
def _template(form: bytes, kinds: tuple[type, ...]) -> bytes | None:
    """A format of Python's own that does the same for values of these classes."""
    pieces, wanted = _parse(form)
    if wanted != len(kinds) or b"\0" in form:
        return None
    given = iter(kinds)
    out = []
    for piece in pieces:
        if type(piece) is bytes:
            out.append(piece.replace(b"%", b"%%"))
            continue
        assert isinstance(piece, tuple)
        letter, width, left, pad, digits = piece
        own = _PYTHON.get((letter, next(given)))
        if own is None or width > _LIMIT or digits > _LIMIT:
            return None
        if digits >= 0 and letter not in (b"e", b"f", b"g"):
            return None
        if own == b"s" and not left:
            if width > 0:
                return None
            pad = b""
        out.append(b"%" + _spec((own, width, left, pad, digits)) + own)
    return b"".join(out)


_PYTHON: dict[tuple[bytes, type], bytes] = {
    (b"s", bytes): b"s",
    (b"s", int): b"d",
    (b"d", int): b"d",
    (b"x", int): b"x",
}
_PYTHON |= {(k, t): k for k in (b"e", b"f", b"g") for t in (float, Time, Interval)}


@lru_cache(maxsize=2048)
def _parse(form: bytes) -> tuple[tuple[Piece, ...], int]:
    """The pieces of a format, and how many of them are directives."""
    pieces: list[Piece] = []
    at = wanted = 0
    while (percent := form.find(b"%", at)) >= 0:
        pieces.append(form[at:percent])
        if form.startswith(b"%%", percent):
            pieces.append(b"%")
            at = percent + 2
            continue
        found = _DIRECTIVE.match(form, percent)
        assert found is not None
        dash, zero, width, precision, letter = found.groups()
        size = -1 if not (width or zero) else int(width or 0)
        digits = -1 if precision is None else int(precision or 0)
        pad = b"-" if dash else zero
        pieces.append((letter, size, bool(dash), pad, digits))
        wanted += 1
        at = found.end()
        if size > _LIMIT or digits > _LIMIT:
            # Zeek gives up on the directive and goes on with its letter
            at -= len(letter)
    pieces.append(form[at:])
    return tuple(p for p in pieces if p != b""), wanted


def _plain_s(rt: Runtime, piece: Piece, value: Any) -> bytes:
    return value if type(value) is bytes else describe_raw(value)


def _plain_d(rt: Runtime, piece: Piece, value: Any) -> bytes:
    kind = type(value)
    if kind is int:
        return b"%d" % value
    if kind is Port:
        return b"%d" % value.number
    return _directive(rt, piece, value)


_PLAIN: dict[Any, Callable[[Runtime, Piece, Any], bytes]] = {
    (b"s", -1, False, b"", -1): _plain_s,
    (b"d", -1, False, b"", -1): _plain_d,
}


def _directive(rt: Runtime, piece: Piece, value: Any) -> bytes:
    assert isinstance(piece, tuple)
    letter, width, left, pad, precision = piece
    if width > _LIMIT or precision > _LIMIT:
        rt.reporter.builtin_error("excessive field width or precision")
        return b""
    if precision >= 0 and letter not in (b"e", b"f", b"g"):
        rt.reporter.builtin_error("precision specified for non-floating point")
    writer = _LETTERS.get(letter)
    if writer is None:
        rt.reporter.builtin_error("bad format")
        text = b""
    else:
        text = writer(rt, piece, value)
    if left:
        return text.ljust(width)
    # here Zeek counts up to the first NUL
    return text.rjust(width + len(text) - len(text.partition(b"\0")[0]))


def _spec(piece: Any) -> bytes:
    _, width, _, pad, precision = piece
    text = pad + b"%d" % width if width >= 0 else b""
    return text + (b".%d" % precision if precision >= 0 else b"")


def _integer(rt: Runtime, piece: Any, value: Any) -> bytes:
    letter = piece[0]
    kind = type(value)
    if kind is Addr and letter == b"x":
        return bytes(value.packed().hex().encode())
    if kind is Port:
        value = value.number
    elif kind is EnumVal:
        value = value.value
    elif kind not in (int, IntVal, bool):
        rt.reporter.builtin_error("bad type for %d/%x format", value)
        return b""
    if letter == b"x":
        value &= 0xFFFF_FFFF_FFFF_FFFF
    text: bytes = b"%" + _spec(piece) + letter
    return text % int(value)


def _float(rt: Runtime, piece: Any, value: Any) -> bytes:
    if type(value) not in (float, Time, Interval):
        rt.reporter.builtin_error("bad type for floating-point format", value)
        return b""
    text: bytes = b"%" + _spec(piece) + piece[0]
    return text % float(value)


def _date(rt: Runtime, piece: Any, value: Any) -> bytes:
    if type(value) is not Time:
        rt.reporter.builtin_error("bad type for Date/Time format", value)
        return b""
    seconds = int(value)
    if piece[0] == b"D":
        return strftime("%Y-%m-%d-%H:%M:%S", localtime(seconds)).encode()
    part = float(seconds % 60) + float(value) - float(seconds)
    minute = strftime("%Y-%m-%d-%H:%M", localtime(seconds))
    return f"{minute}:{part:012.9f}".encode()


def _text(rt: Runtime, piece: Any, value: Any) -> bytes:
    return describe_raw(value)


_LETTERS: dict[bytes, Callable[[Runtime, Any, Any], bytes]] = {
    b"s": _text,
    b"d": _integer,
    b"x": _integer,
    b"e": _float,
    b"f": _float,
    b"g": _float,
    b"D": _date,
    b"T": _date,
}


@bif("strftime", runtime=True)
def strftime_(rt: Runtime, form: bytes, at: float) -> bytes:
    """The time written as the format says, in the local zone."""
    form = c_string(rt, form)
    try:
        text = strftime(form.decode("utf-8", "surrogateescape"), localtime(int(at)))
    except (ValueError, OverflowError, OSError):
        return b"<strftime error>"
    encoded = text.encode("utf-8", "surrogateescape")
    return encoded if 0 < len(encoded) < 128 else b"<strftime error>"


@bif("strptime", runtime=True)
def strptime_(rt: Runtime, form: bytes, text: bytes) -> Time:
    """The time that a text means by the format; 0 if it does not fit."""
    from .timeparse import parse_time

    form, text = c_string(rt, form), c_string(rt, text)
    parsed = parse_time(form.decode("latin-1"), text.decode("latin-1"))
    if parsed is None:
        said = f"fmt:{form.decode('latin-1')} d:{text.decode('latin-1')}"
        rt.reporter.warning(f"strptime conversion failed: {said}")
        return Time(0.0)
    return Time(parsed)
