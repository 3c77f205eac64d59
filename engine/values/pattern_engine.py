"""Engines that match patterns: Python's `re` where its work is bounded, else re2."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from . import pattern_cost as cost
from .pattern_syntax import (
    BEGIN,
    BYTES,
    Choice,
    Node,
    Repeat,
    Sequence,
    Symbols,
    parse_pattern,
)

LENGTHS = {1: 1 << 62, 2: 400, 3: 50}
"""For each degree the length of text up to which `re` may try."""
REPEAT_LIMIT = 1000
"""re2 takes no higher counts."""

Test = Callable[[bytes], bool]


def tree_of(text: bytes) -> Node:
    """What the text of a pattern means; PatternError if it means nothing."""
    return cost.simplify(parse_pattern(text))


def is_plain(tree: Node) -> bool:
    """True if it matches no empty text and does not mention `^`."""
    return not (cost.nullable(tree) or mentions_begin(tree))


def exact_test(tree: Node) -> Test:
    match = _engine(tree, cost.degree(tree), "fullmatch")
    return lambda text: match(text) is not None


def embedded_test(tree: Node) -> Test:
    """A match has to end after a byte or at the end of the text.

    So `/^/` is in no string, while `/$/` is in each.
    """
    words = cost.bare_words(tree)
    in_empty = "$" in words or "^$" in words
    if cost.nullable(tree):
        return lambda text: bool(text) or in_empty
    if words:
        search = re.compile(b"(?:%s)(?s:(?<=.))" % write_pattern(tree, "re")).search
        return lambda text: search(text) is not None if text else in_empty
    part = cost.trim(tree)
    literal = _literal(part)
    if literal is not None:
        return lambda text: literal in text
    degree = cost.degree(part)
    if cost.has_loop(part) and not cost.anchored(part):
        degree += 1
    find = _engine(part, degree, "search")
    return lambda text: find(text) is not None


def _literal(tree: Node) -> bytes | None:
    items = tree.items if isinstance(tree, Sequence) else (tree,)
    out = bytearray()
    for item in items:
        if not isinstance(item, Symbols) or len(item.set) != 1:
            return None
        (byte,) = item.set
        if byte > 255:
            return None
        out.append(byte)
    return bytes(out)


def _engine(tree: Node, degree: int, method: str) -> Callable[[bytes], Any]:
    """`re` up to the length that the degree allows, re2 beyond."""
    limit = LENGTHS.get(degree, 0)
    if limit == 0:
        return _slow(tree, method)
    compiled = re.compile(write_pattern(tree, "re"))
    fast: Callable[[bytes], Any] = getattr(compiled, method)
    if degree == 1:
        return fast
    slow: list[Callable[[bytes], Any]] = []

    def choose(text: bytes) -> Any:
        if len(text) <= limit:
            return fast(text)
        if not slow:
            slow.append(_slow(tree, method))
        return slow[0](text)

    return choose


def _slow(tree: Node, method: str) -> Callable[[bytes], Any]:
    compiled = _re2(write_pattern(tree, "re2"))
    if compiled is None:
        compiled = re.compile(write_pattern(tree, "re"))
    found: Callable[[bytes], Any] = getattr(compiled, method)
    return found


def _re2(source: bytes) -> Any:
    """The compiled pattern, None if re2 is missing or finds it too large."""
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = True
    options.log_errors = False
    try:
        return re2.compile(source, options)
    except re2.error:
        return None


def longest(tree: Node) -> Callable[[bytes, int, bool], int]:
    """A function as `Pattern.prefix`."""
    match: Callable[..., Any] = compile_longest(tree).match
    has_begin = mentions_begin(tree)

    def prefix(text: bytes, start: int, at_begin: bool) -> int:
        if has_begin and at_begin != (start == 0):
            # `\A` holds at the start of a text only, so make one
            found = match(text[start:] if at_begin else b"\0" + text[start:], 0)
            return -1 if found is None or not at_begin else found.end() + start
        found = match(text, start)
        return -1 if found is None else int(found.end())

    return prefix


def compile_longest(tree: Node) -> Any:
    """An engine whose matches are the longest."""
    compiled = None
    if not cost.deterministic(tree):
        compiled = _re2(write_pattern(tree, "re2"))
    return compiled or re.compile(write_pattern(tree, "re"))


def mentions_begin(node: Node) -> bool:
    match node:
        case Symbols(symbols):
            return BEGIN in symbols
        case Repeat(item, _, _):
            return mentions_begin(item)
        case Sequence(items) | Choice(items):
            return any(mentions_begin(i) for i in items)


def write_pattern(node: Node, dialect: str) -> bytes:
    """The tree in the syntax of `re` or `re2`."""
    match node:
        case Symbols(symbols):
            return _emit_set(symbols, dialect)
        case Sequence(items):
            return b"".join(
                b"(?:%s)" % write_pattern(i, dialect)
                if isinstance(i, Choice)
                else write_pattern(i, dialect)
                for i in items
            )
        case Choice(items):
            return b"|".join(write_pattern(i, dialect) for i in items)
        case Repeat(item, low, high):
            return _emit_repeat(_emit_atom(item, dialect), low, high)


def _emit_atom(node: Node, dialect: str) -> bytes:
    text = write_pattern(node, dialect)
    return text if isinstance(node, Symbols) else b"(?:%s)" % text


def _emit_repeat(atom: bytes, low: int, high: int | None) -> bytes:
    marks = {(0, None): b"*", (1, None): b"+", (0, 1): b"?"}
    if (low, high) in marks:
        return atom + marks[low, high]
    if max(low, high or 0) > REPEAT_LIMIT:
        rest = None if high is None else high - REPEAT_LIMIT
        if low > REPEAT_LIMIT:
            again = _emit_repeat(atom, low - REPEAT_LIMIT, rest)
            return atom + b"{%d}" % REPEAT_LIMIT + again
        tail = _emit_repeat(atom, 0, rest)
        return atom + b"{%d,%d}" % (low, REPEAT_LIMIT) + tail
    if high is None:
        return atom + b"{%d,}" % low
    return atom + (b"{%d}" % low if low == high else b"{%d,%d}" % (low, high))


@lru_cache(maxsize=1024)
def _emit_set(symbols: frozenset[int], dialect: str) -> bytes:
    if not symbols <= BYTES:
        if BEGIN in symbols:
            return rb"\A"
        return rb"\Z" if dialect == "re" else rb"\z"
    if len(symbols) == 256:
        return b"(?s:.)"
    if len(symbols) == 1:
        return _escape(*symbols)
    if not symbols:
        return rb"[^\x00-\xff]"
    inside = symbols if len(symbols) <= 128 else BYTES - symbols
    mark = b"" if inside is symbols else b"^"
    return b"[%s%s]" % (mark, b"".join(_ranges(sorted(inside))))


def _ranges(members: list[int]) -> list[bytes]:
    out = []
    start = last = members[0]
    for byte in [*members[1:], 999]:
        if byte == last + 1:
            last = byte
            continue
        out.append(_span(start, last))
        start = last = byte
    return out


def _span(low: int, high: int) -> bytes:
    if high - low < 2:
        return b"".join(_escape(b) for b in range(low, high + 1))
    return _escape(low) + b"-" + _escape(high)


def _escape(byte: int) -> bytes:
    char = bytes((byte,))
    return char if char.isalnum() and byte < 128 else b"\\x%02x" % byte
