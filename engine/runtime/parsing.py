"""What place Zeek's parser was at when it met a literal.

Zeek gives a literal not its own place but that of the phrase which the parser had
completed last: what stands left of it in its statement, else the statement before
together with the end of the one before that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..diagnostics import Location

TOKEN = re.compile(
    rb"""(?P<skip>\s+|\#[^\n]*)
    |"(?:\\.|[^"\\\n])*"
    |[A-Za-z_][\w:]*
    |\d[\w.]*
    |&&|\|\||[=!<>+\-]=|\+\+|--|\?\$|<<|>>
    |.""",
    re.X | re.S,
)
PATTERN = re.compile(rb"/(?:\\.|[^/\\\n])+/[is]*")
OPENING, CLOSING = (b"(", b"[", b"{"), (b")", b"]", b"}")
OPERATORS = frozenset(
    b"== != <= >= < > + - * / % & | ^ && || << >> = += -= ? : in".split()
)
CONTAINERS = frozenset({b"table", b"set", b"vector", b"copy", b"record"})
HEADS = frozenset({b"if", b"for", b"while", b"when", b"switch"})


class Token(NamedTuple):
    """A word or sign with its line and column."""

    text: bytes
    line: int
    column: int


def place_before(around: Location, value: bytes | int) -> Location:
    """The place that Zeek remembers for a literal in an expression or statement."""
    try:
        with open(around.file, "rb") as file:
            tokens = _tokens(file.read())
    except OSError:
        return around
    start = around.line, around.column
    for at, token in enumerate(tokens):
        if token[1:] >= start and _is_literal(token.text, value):
            return Location(around.file, *_completed(tokens, at))
    return around


def _is_literal(text: bytes, value: bytes | int) -> bool:
    if isinstance(value, int):
        return text.isdigit() and int(text) == value
    if text[:1] != b'"' or b"\\" not in text:
        return text == b'"%b"' % value
    return text[1:-1].decode("unicode_escape").encode("latin-1", "replace") == value


def _tokens(text: bytes) -> list[Token]:
    tokens: list[Token] = []
    at = line_start = 0
    line = 1
    while at < len(text):
        after_value = bool(tokens) and (
            tokens[-1].text[-1:].isalnum() or tokens[-1].text in (b")", b"]")
        )
        match = None if after_value else PATTERN.match(text, at)
        match = match or TOKEN.match(text, at)
        assert match is not None
        if not match.re.groups or not match["skip"]:
            tokens.append(Token(match.group(), line, at - line_start))
        breaks = match.group().count(b"\n")
        if breaks:
            line += breaks
            line_start = at + match.group().rindex(b"\n") + 1
        at = match.end()
    return tokens


def _completed(tokens: list[Token], at: int) -> tuple[int, int]:
    """First and last line of what was completed before the token."""
    while at > 1:
        before, above = tokens[at - 1], tokens[at - 2]
        if before.text == b"(" and _is_called(tokens, at - 2):
            return above.line, above.line
        if before.text == b"," or (before.text in OPERATORS and _is_value(above)):
            if before.text == b"=" and tokens[at - 3].text == b"$":
                at -= 3
                continue
            return above.line, above.line
        if before.text == b";":
            return _statement_start(tokens, at - 2), before.line
        if before.text == b"}":
            return _statement_start(tokens, _opening(tokens, at - 1) - 1), before.line
        if before.text == b"{":
            return above.line, above.line
        if before.text == b")" and above.text != b"(":
            return above.line, above.line
        at -= 1
    return tokens[at].line, tokens[at].line


def _is_called(tokens: list[Token], at: int) -> bool:
    """Whether the word before a parenthesis is an expression of its own."""
    word = tokens[at].text
    if not _is_value(tokens[at]) or word in CONTAINERS | HEADS:
        return False
    before = tokens[at - 1].text if at else b""
    return before != b"event" and not (
        before == b"{"
        and any(t.text == b"schedule" for t in tokens[max(0, at - 6) : at])
    )


def _is_value(token: Token) -> bool:
    """Whether an operand may end here."""
    return bool(re.match(rb'[\w"/)\]]', token.text)) and token.text not in OPERATORS


def _opening(tokens: list[Token], at: int) -> int:
    """The bracket that the one at `at` closes."""
    depth = 0
    while at > 0:
        depth += (tokens[at].text in CLOSING) - (tokens[at].text in OPENING)
        if depth == 0:
            return at
        at -= 1
    return 0


def _statement_start(tokens: list[Token], at: int) -> int:
    """The line on which what stands before the statement around `at` ends."""
    while at > 0:
        text = tokens[at].text
        if text == b")" or text == b"]":
            at = _opening(tokens, at)
        elif text == b"}" and tokens[at + 1].text not in (b")", b",", b";", b"]"):
            return tokens[at].line
        elif text == b"}":
            at = _opening(tokens, at)
        elif text in (b";", b"{"):
            return tokens[at].line
        at -= 1
    return tokens[at].line
