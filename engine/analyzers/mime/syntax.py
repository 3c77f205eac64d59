"""The words that header fields are made of (RFC 5322 3.2, RFC 2045 5.1).

Each function reads from a place and tells where it stopped. As in Zeek they are
lenient: what cannot begin the word that is looked for is left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NAME = re.compile(rb"[!-9;-~]+")
"A field's name: anything visible but the colon."
TOKEN = re.compile(rb"[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+")
"Anything visible but the special characters of RFC 2045."
BOUNDARY = re.compile(rb"[!#-~]+")
"What a boundary without quotes may be in the wild."

_QUOTED_PAIR = re.compile(rb"\\(.?)", re.DOTALL)
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_IN_COMMENT = re.compile(rb"[()\\]")
_SPACE = b" \t"


class Word(NamedTuple):
    """A word and the place behind it."""

    text: bytes
    end: int


def skip_space(data: bytes, at: int = 0) -> int:
    """The place behind spaces, tabs and comments in parentheses."""
    while at < len(data):
        if data[at] in _SPACE:
            at += 1
        elif data[at] == ord("("):
            at = _skip_comment(data, at)
        else:
            return at
    return len(data)


def _skip_comment(data: bytes, at: int) -> int:
    """The place behind a comment, which may have others in it."""
    depth = 0
    while found := _IN_COMMENT.search(data, at):
        at = found.end()
        sign = found[0]
        if sign == b"\\":
            at += 1
            continue
        depth += 1 if sign == b"(" else -1
        if depth == 0:
            return at
    return len(data)


def word(kind: re.Pattern[bytes], data: bytes, at: int = 0) -> Word | None:
    """The next word of a kind, wherever it begins."""
    while at < len(data):
        if found := kind.match(data, at):
            return Word(found[0], found.end())
        at = max(skip_space(data, at), at + 1)
    return None


def name(data: bytes) -> Word | None:
    """The name that a header line begins with."""
    return word(NAME, data, skip_space(data))


def token(data: bytes, at: int = 0) -> Word | None:
    """The next token."""
    return word(TOKEN, data, skip_space(data, at))


def token_pair(data: bytes) -> tuple[bytes, Word] | None:
    """Two tokens with a slash between them, as a media type has."""
    first = token(data)
    if first is None:
        return None
    at = skip_space(data, first.end)
    if not data.startswith(b"/", at):
        return None
    second = token(data, at + 1)
    return (first.text, second) if second is not None else None


def value(data: bytes, at: int, is_boundary: bool) -> Word | None:
    """A token or a quoted string."""
    if not is_boundary:
        at = skip_space(data, at)
    if not data.startswith(b'"', at):
        return word(BOUNDARY if is_boundary else TOKEN, data, at)
    found = _QUOTED.match(data, at)
    if found is None:
        return None
    return Word(_QUOTED_PAIR.sub(rb"\1", found[1]), found.end())
