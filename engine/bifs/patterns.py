"""Strings and patterns: splitting, replacing, finding matches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..typesystem.types import TableType
from ..values.pattern import Pattern
from ..values.table import Set
from ..values.vector import Vector
from .contract import bif
from .vectors import STRINGS

if TYPE_CHECKING:
    from ..runtime import Runtime

_STRING_SET = TableType((STRINGS.element,), None)
_SPECIAL = re.compile(rb'([\^$\-:"\\/|*+?.(){}\[\]])')


@bif("split_string")
def split_string(text: bytes, pattern: Pattern) -> Vector:
    """The pieces between the matches."""
    return Vector(pattern.split(text), STRINGS)


@bif("split_string1")
def split_string1(text: bytes, pattern: Pattern) -> Vector:
    """What stands before and after the first match."""
    return split_string_n(text, pattern, False, 1)


@bif("split_string_all")
def split_string_all(text: bytes, pattern: Pattern) -> Vector:
    """The pieces between the matches, and the matches."""
    return split_string_n(text, pattern, True, 0)


@bif("split_string_n")
def split_string_n(
    text: bytes, pattern: Pattern, with_separators: bool, limit: int
) -> Vector:
    """As `split_string`, cut at `limit` matches at most unless that is 0."""
    out = []
    at = 0
    for number, (start, end) in enumerate(pattern.spans(text)):
        if limit and number >= limit:
            break
        out.append(text[at:start])
        if with_separators:
            out.append(text[start:end])
        at = end
    out.append(text[at:])
    return Vector(out, STRINGS)


@bif("sub")
def sub(text: bytes, pattern: Pattern, replacement: bytes) -> bytes:
    """The text with the first match replaced."""
    for start, end in pattern.spans(text):
        return text[:start] + replacement + text[end:]
    return text


@bif("gsub")
def gsub(text: bytes, pattern: Pattern, replacement: bytes) -> bytes:
    """The text with every match replaced."""
    return replacement.join(pattern.split(text))


def _too_long(rt: Runtime, text: bytes, limit: int) -> bool:
    constant = limit < 0
    if constant:
        limit = rt.value("max_find_all_string_length")
    if limit <= 0 or len(text) <= limit:
        return False
    addl = f"length {len(text)} exceeded {limit}"
    if constant:
        addl += "(from constant max_find_all_string_length"
    rt.reporter.weird("max_find_all_string_length_exceeded", addl)
    return True


def _matches(text: bytes, pattern: Pattern) -> list[bytes]:
    # here `^` holds at each place where a search begins, and a pattern that
    # matches nothing moves on by one byte
    out = []
    at = 0
    while at < len(text):
        end = pattern.prefix(text, at, True)
        if end >= at:
            out.append(text[at:end])
        at = end if end > at else at + 1
    return out


def _found(text: bytes, pattern: Pattern) -> list[bytes]:
    if pattern.plain:
        return [text[a:b] for a, b in pattern.spans(text)]
    return _matches(text, pattern)


@bif("find_all", runtime=True)
def find_all(rt: Runtime, text: bytes, pattern: Pattern, limit: int = -1) -> Set:
    """The set of all matches."""
    if (limit >= 0 or len(text) > 10000) and _too_long(rt, text, limit):
        return Set((), _STRING_SET)
    return Set(_found(text, pattern), _STRING_SET)


@bif("find_all_ordered", runtime=True)
def find_all_ordered(
    rt: Runtime, text: bytes, pattern: Pattern, limit: int = -1
) -> Vector:
    """All matches in their order."""
    if (limit >= 0 or len(text) > 10000) and _too_long(rt, text, limit):
        return Vector((), STRINGS)
    return Vector(_found(text, pattern), STRINGS)


@bif("find_first")
def find_first(text: bytes, pattern: Pattern, offset: int = 0) -> bytes:
    """The first match from the offset on; empty if there is none."""
    for at in range(offset, len(text)):
        end = pattern.prefix(text, at, True)
        if end >= at:
            return text[at:end]
    return b""


@bif("find_last")
def find_last(text: bytes, pattern: Pattern, offset: int = 0) -> bytes:
    """The match that begins last, but not before the offset."""
    for at in range(len(text) - 1, offset - 1, -1):
        end = pattern.prefix(text, at, True)
        if end >= at:
            return text[at:end]
    return b""


@bif("convert_for_pattern")
def convert_for_pattern(text: bytes) -> bytes:
    """The text with what means something in a pattern escaped."""
    return _SPECIAL.sub(rb"\\\1", text)


@bif("string_to_pattern", runtime=True)
def string_to_pattern(rt: Runtime, text: bytes, convert: bool) -> Pattern:
    """A pattern made of a text, which stands for itself if `convert` is set."""
    body = (convert_for_pattern(text) if convert else text).partition(b"\0")[0]
    pattern = Pattern.of(body)
    try:
        pattern.check()
    except ValueError as error:
        report_pattern(rt, pattern, str(error))
        pattern.match_as_empty()
    return pattern


def report_pattern(rt: Runtime, pattern: Pattern, why: str) -> None:
    """Say what is wrong with a pattern."""
    anywhere = b"^?(.|\\n)*" + pattern.text.removeprefix(b"^?").removesuffix(b"$?")
    source = anywhere.decode("utf-8", "surrogateescape")
    if why != "syntax error":
        rt.reporter.error(f"{why} (compiling pattern /{source}/)")
    rt.reporter.error(f"error compiling pattern /{source}/")
