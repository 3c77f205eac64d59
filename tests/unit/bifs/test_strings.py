"""String functions."""

import pytest

from pyzeek.values.table import Set
from pyzeek.values.vector import Vector

CASES = [
    ("to_title", (b"the quick  brown-fox",), b"The Quick  Brown-fox"),
    ("to_upper", (b"a\xc3\xa9",), b"A\xc3\xa9"),
    ("swap_case", (b"abC",), b"ABc"),
    ("starts_with", (b"foo", b""), True),
    ("ends_with", (b"", b""), True),
    ("remove_prefix", (b"foofoobar", b"foo"), b"bar"),
    ("remove_prefix", (b"aaaa", b"aa"), b"aa"),
    ("remove_suffix", (b"foobarbar", b"bar"), b"foo"),
    ("remove_suffix", (b"xabab", b"ab"), b"xabab"),
    ("strip", (b" \t a \n",), b"a"),
    ("lstrip", (b"xxyax", b"xy"), b"ax"),
    ("rstrip", (b"axyxy", b"xy"), b"a"),
    ("ljust", (b"ab", 5, b"."), b"ab..."),
    ("rjust", (b"ab", 5), b"   ab"),
    ("zfill", (b"-42", 6), b"000-42"),
    ("sub_bytes", (b"hello", 2, 3), b"ell"),
    ("sub_bytes", (b"hello", 9, 2), b""),
    ("sub_bytes", (b"hello", 2, -1), b"ello"),
    ("strstr", (b"hello", b"ell"), 2),
    ("find_str", (b"abcabc", b"BC", 0, -1, False), 1),
    ("rfind_str", (b"abcabc", b"bc"), 4),
    ("find_str", (b"abc", b"x"), -1),
    ("strcmp", (b"a", b"ab"), -1),
    ("subst_string", (b"aaa", b"aa", b"b"), b"ba"),
    ("count_substr", (b"aaaa", b"aa"), 2),
    ("reverse", (b"ab",), b"ba"),
    ("string_cat", (b"a", b"b"), b"ab"),
    ("join_string_vec", (Vector([b"a", None, b"c"]), b"-"), b"a--c"),
    ("join_string_set", (Set([b"z", b"a"]), b"+"), b"z+a"),
    ("string_fill", (10, b"abc"), b"abcabcabc\0"),
    ("edit", (b"hello there", b"e"), b"llo t"),
    ("is_num", (b"12a",), False),
    ("is_alnum", (b"a1",), True),
    ("is_ascii", (b"",), True),
    ("clean", (b"a\0\\",), b"a\\x00\\"),
    ("escape_string", (b"\\\xff",), b"\\\\\\xff"),
    ("to_string_literal", (b"\"'",), b"\\\"\\'"),
    ("string_to_ascii_hex", (b"a\xff",), b"61ff"),
    ("safe_shell_quote", (b'$x`"\\',), b'"\\$x\\`\\"\\\\"'),
    ("str_split_indices", (b"abcdefgh", Vector([3, 6])), [b"abc", b"def", b"gh"]),
    ("levenshtein_distance", (b"kitten", b"sitting"), 3),
]


@pytest.mark.parametrize("name, arguments, expected", CASES)
def test_results(rt, name, arguments, expected) -> None:
    assert rt.call(name, *arguments) == expected
    assert not rt.said


def test_hexdump(rt) -> None:
    text = rt.call("hexdump", b"\0\1 more than sixteen bytes")
    first, second, _ = text.decode().split("\n")
    assert first[:10] == "0000  00 0" and first[56:] == ".. more  than six"
    assert second.startswith("0010  74 65") and len(rt.call("hexdump", b"")) == 51


def test_mistakes_are_told(rt) -> None:
    assert rt.call("ljust", b"a", 5, b"--") is None
    assert rt.call("string_cat", b"a", 1) == b""
    assert rt.call("find_str", b"abc", b"b", 2, 1) == -1
    assert [kind for kind, _ in rt.said] == ["error"] * 3
