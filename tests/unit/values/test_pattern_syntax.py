"""Trees of patterns."""

import pytest

from pyzeek.values.pattern_syntax import (
    BEGIN,
    END,
    Choice,
    PatternError,
    Repeat,
    Sequence,
    Symbols,
    expand_escape,
    parse_pattern,
)


def symbol(*members: int) -> Symbols:
    return Symbols(frozenset(members))


def test_trees() -> None:
    assert parse_pattern(b"ab") == Sequence((symbol(97), symbol(98)))
    assert parse_pattern(b"a|b") == Choice((symbol(97), symbol(98)))
    assert parse_pattern(b"a{2,}") == Repeat(symbol(97), 2, None)
    assert parse_pattern(b"^$") == Sequence((symbol(BEGIN), symbol(END)))
    assert parse_pattern(b"(?i:a)b") == Sequence((symbol(65, 97), symbol(98)))
    assert parse_pattern(b"[a-c]") == symbol(97, 98, 99)


ESCAPES = {"n": 10, "x41": 65, "x4g": 4, "101": 65, "q": 113, "-": 45, "0": 0}


@pytest.mark.parametrize("text, byte", ESCAPES.items())
def test_escapes(text: str, byte: int) -> None:
    assert expand_escape(text, 0)[0] == byte


def test_errors_say_what_is_wrong() -> None:
    with pytest.raises(PatternError, match="missing quote"):
        parse_pattern(b'"a')
    with pytest.raises(PatternError, match="negative range"):
        parse_pattern(b"[z-a]")
    with pytest.raises(PatternError, match="ambiguous"):
        parse_pattern(b"(?i:[A-z])")
