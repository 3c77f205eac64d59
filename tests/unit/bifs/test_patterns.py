"""Splitting and replacing by pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.bifs import BIFS
from pyzeek.values.pattern import Pattern


def p(body: str, flags: str = "") -> Pattern:
    return Pattern.of(body.encode(), flags)


CASES = [
    ("split_string", (b"a,,c,", p(",")), [b"a", b"", b"c", b""]),
    ("split_string", (b"", p(",")), [b""]),
    ("split_string", (b"one two", p("x*")), [b"one two"]),
    ("split_string1", (b"a=b=c", p("=")), [b"a", b"b=c"]),
    ("split_string_all", (b"a12b", p("[0-9]+")), [b"a", b"12", b"b"]),
    ("split_string_n", (b"a,b,c,d", p(","), False, 2), [b"a", b"b", b"c,d"]),
    ("sub", (b"hello hello", p("l+"), b"L"), b"heLo hello"),
    ("gsub", (b"banana", p("an"), b"<&>"), b"b<&><&>a"),
    ("gsub", (b"foo foo", p("^foo"), b"X"), b"X foo"),
    ("gsub", (b"AbC", p("[a-z]", "i"), b"*"), b"***"),
    ("find_all_ordered", (b"a1b22c333", p("[0-9]+")), [b"1", b"22", b"333"]),
    ("find_all_ordered", (b"12345", p("[0-9]+"), 4), []),
    ("find_all_ordered", (b"aab", p("^a")), [b"a", b"a"]),
    ("find_first", (b"a1b2", p("[0-9]"), 2), b"2"),
    ("find_last", (b"xaab", p("a+b?")), b"ab"),
    ("find_last", (b"abc", p("x")), b""),
    ("convert_for_pattern", (b'a.b*"',), b'a\\.b\\*\\"'),
]


@pytest.mark.parametrize("name, arguments, expected", CASES)
def test_results(rt, name, arguments, expected) -> None:
    rt.values["max_find_all_string_length"] = 10000
    assert rt.call(name, *arguments) == expected


def test_sets_of_matches(rt) -> None:
    assert list(rt.call("find_all", b"xxaxxb", p("a|b"))) == [b"a", b"b"]


def test_patterns_of_strings(rt) -> None:
    assert rt.call("string_to_pattern", b"a.b", True).text == b"^?(a\\.b)$?"
    assert rt.call("string_to_pattern", b"a.b", False).exact(b"axb")
    assert not rt.said
    rt.call("string_to_pattern", b"(", False)
    assert rt.said[-1][1].startswith("error compiling pattern")


bodies = st.sampled_from(["a", "ab|b", "a+", "[ab]c", "^a", "b$"])


@given(st.text("abc").map(str.encode), bodies)
def test_pieces_and_matches_make_up_the_text(text: bytes, body: str) -> None:
    pieces = BIFS["split_string_all"].function(text, p(body))
    assert b"".join(pieces) == text
    assert pieces[::2] == BIFS["split_string"].function(text, p(body))


def test_faulty_patterns_match_like_empty_ones(rt) -> None:
    made = rt.call("string_to_pattern", b"(", False)
    assert rt.said and made.embedded(b"a")
    assert made.exact(b"") and not made.exact(b"a")
    assert made.split(b"a(b") == [b"a(b"]
