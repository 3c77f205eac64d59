"""Words of header fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.mime import syntax


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (b"", 0),
        (b" \t(a comment)b", 13),
        (b"(one (in (an) other))(two) x", 27),
        (rb"(\) \\)x", 7),
        (b"(no end", 7),
        (b")x", 0),
    ],
)
def test_spaces_and_comments(text, end):
    assert syntax.skip_space(text) == end


def test_words():
    assert syntax.token(b' "=( )text/plain') == (b"text", 10)
    assert syntax.token(b" ;; ") is None
    assert syntax.name(b"(odd) Subject : x") == (b"Subject", 13)
    assert syntax.name(b" \x80") is None
    assert syntax.token_pair(b" text (c) / plain;") == (b"text", (b"plain", 17))
    assert syntax.token_pair(b"text") is None
    assert syntax.token_pair(b"text/;") is None


def test_values():
    assert syntax.value(rb' "a \"b\" c";', 0, False) == (b'a "b" c', 12)
    assert syntax.value(b'"no end', 0, False) is None
    assert syntax.value(b" a=b", 0, False) == (b"a", 2)
    assert syntax.value(b" =_a?b;c", 0, True) == (b"=_a?b;c", 8)
    assert syntax.value(b'""', 0, True) == (b"", 2)


@given(st.binary())
def test_anything(text):
    """Words lie within the text, however odd it is."""
    assert 0 <= syntax.skip_space(text) <= len(text)
    for found in (
        syntax.name(text),
        syntax.token(text),
        syntax.value(text, 0, True),
        syntax.value(text, 0, False),
    ):
        assert found is None or 0 < found.end <= len(text)


def test_much_that_never_ends():
    many = b"(" * 100_000
    assert syntax.skip_space(many) == len(many)
    assert syntax.token(many) is None
    assert syntax.value(b'"' + b"\\" * 100_000, 0, False) is None
