"""Engines of patterns: which one is made, and what it is given."""

import re

import pytest

from pyzeek.values.pattern_engine import (
    compile_longest,
    embedded_test,
    exact_test,
    is_plain,
    longest,
    mentions_begin,
    tree_of,
)


def test_deterministic_patterns_go_to_re() -> None:
    assert isinstance(compile_longest(tree_of(b"[0-9]+,")), re.Pattern)
    assert not isinstance(compile_longest(tree_of(b"a|ab")), re.Pattern)


def test_long_texts_change_the_engine() -> None:
    test = exact_test(tree_of(b".*x.*y"))
    assert test(b"axby") and test(b"x" * 1000 + b"y") and not test(b"x" * 1000)


def test_plain_literals_are_looked_for_as_such() -> None:
    test = embedded_test(tree_of(b"^?(a\\.b)$?"))
    assert test(b"xa.by") and not test(b"xaxby")


def test_high_counts() -> None:
    tree = tree_of(b"(a|b){2500}")
    assert exact_test(tree)(b"ab" * 1250) and not exact_test(tree)(b"ab" * 1249)
    assert exact_test(tree_of(b"a{1500,}"))(b"a" * 1600)
    assert not exact_test(tree_of(b"a{0,1500}"))(b"a" * 1501)


SETS = [b"[^\\x00-\\xff]", b"[\\x80-\\xff]", b"[a-cx]", b"[^a]", b"[\\]\\-\\\\]"]


@pytest.mark.parametrize("text", SETS)
def test_sets_of_bytes(text: bytes) -> None:
    tree = tree_of(text)
    test = exact_test(tree)
    for byte in range(256):
        assert test(bytes((byte,))) == (byte in tree.set)  # type: ignore[union-attr]


def test_prefixes_with_and_without_a_beginning() -> None:
    prefix = longest(tree_of(b"^a+"))
    assert prefix(b"aab", 0, True) == 2 and prefix(b"aab", 0, False) == -1
    assert prefix(b"xaab", 1, True) == 3 and prefix(b"xaab", 1, False) == -1
    assert mentions_begin(tree_of(b"(a|^b)")) and not is_plain(tree_of(b"a*"))
    assert is_plain(tree_of(b"a+"))
