"""Signature files as words."""

from __future__ import annotations

import pytest

from pyzeek.signatures import lexer
from pyzeek.signatures.lexer import tokens


def words(text):
    return [(t.kind, t.text) for t in tokens(text)][:-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dst-ip", lexer.WORD),
        ("Site::local-nets", lexer.WORD),
        ("10.0.0.1", lexer.ADDRESS),
        ("10.0.0.0 / 8", lexer.ADDRESS),
        ("[2001:db8::1]", lexer.ADDRESS6),
        ("[2001:db8::]/32", lexer.ADDRESS6),
        ("[::ffff:1.2.3.4]", lexer.ADDRESS6),
        ("4711", lexer.INTEGER),
        ("0xfF", lexer.INTEGER),
        (r'"a \" b"', lexer.STRING),
        (r"/a\/b\\/i", lexer.PATTERN),
        ("!=", lexer.COMPARE),
        ("{", lexer.MARK),
        (";", lexer.BAD),
    ],
)
def test_one_word(text, kind):
    assert words(text) == [(kind, text)]


def test_comments_and_notes_are_left_out():
    text = "# nothing\n.classification of-no-interest\n a # b\n"
    assert [(t.text, t.line) for t in tokens(text)] == [("a", 3), ("", 4)]


def test_a_range_of_a_header_is_no_address():
    found = [text for _, text in words("tcp[2:2]")]
    assert found == ["tcp", "[", "2", ":", "2", "]"]
