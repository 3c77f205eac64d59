"""Patterns against a plain model of Zeek's automaton."""

import pickle
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.pattern import Pattern, PatternError
from pyzeek.values.pattern_syntax import (
    BEGIN,
    END,
    Choice,
    Node,
    Repeat,
    Sequence,
    Symbols,
    parse_pattern,
)


def ends(node: Node, text: tuple[int, ...], at: int) -> set[int]:
    """Where matches that begin at a place may end: the model."""
    match node:
        case Symbols(symbols):
            return {at + 1} if at < len(text) and text[at] in symbols else set()
        case Sequence(items):
            places = {at}
            for item in items:
                places = {e for p in places for e in ends(item, text, p)}
            return places
        case Choice(items):
            return {e for item in items for e in ends(item, text, at)}
        case Repeat(item, low, high):
            return repeated(item, low, high, text, at)


def repeated(item, low, high, text, at):
    found, places, count = set(), {at}, 0
    while places and (high is None or count <= high):
        if count >= low:
            if places <= found:
                break
            found |= places
        if count > len(text) + low:
            break
        places = {e for p in places for e in ends(item, text, p)}
        count += 1
    return found


def symbols(text: bytes) -> tuple[int, ...]:
    return (BEGIN, *text, END)


def exact(pattern: Pattern, text: bytes) -> bool:
    tree = parse_pattern(pattern.text)
    return len(text) + 2 in ends(tree, symbols(text), 0)


def embedded(pattern: Pattern, text: bytes) -> bool:
    body = pattern.text.removeprefix(b"^?(").removesuffix(b")$?")
    tree = parse_pattern(b"^?(.|\\n)*(%s)" % body)
    return any(e >= 2 for e in ends(tree, symbols(text), 0))


def longest(pattern: Pattern, text: bytes, at: int, at_begin: bool) -> int:
    tree = parse_pattern(pattern.text)
    rest = (*((BEGIN,) if at_begin else ()), *text[at:], END)
    offset = 1 if at_begin else 0
    found = ends(tree, rest, 0)
    if at_begin:
        # the automaton has read the beginning before it starts to count
        found = {e for e in found if e >= 1}
    if not found:
        return -1
    return at + min(max(found) - offset, len(text) - at)


atoms = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "x", '"ab"'])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda p: f"({p[0]}|{p[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}"])).map(
            lambda p: f"({p[0]}){p[1]}"
        ),
    ),
    max_leaves=6,
)
anchored = st.tuples(
    st.sampled_from(["", "^", "^?"]), patterns, st.sampled_from(["", "$"])
).map("".join)
texts = st.text("abcx\n", max_size=8).map(str.encode)


@given(anchored, st.sampled_from(["", "i", "s"]), texts)
def test_matches_as_the_model_does(body: str, flags: str, text: bytes) -> None:
    pattern = Pattern.of(body.encode(), flags)
    assert pattern.exact(text) == exact(pattern, text)
    if not flags:
        assert pattern.embedded(text) == embedded(pattern, text)


@given(patterns, texts, st.integers(0, 3))
def test_prefix_is_the_longest_match(body: str, text: bytes, at: int) -> None:
    pattern = Pattern.of(body.encode())
    at = min(at, len(text))
    assert pattern.prefix(text, at, at == 0) == longest(pattern, text, at, at == 0)


@given(patterns, texts)
def test_spans_follow_each_other_and_match(body: str, text: bytes) -> None:
    pattern = Pattern.of(body.encode())
    last = 0
    for start, end in pattern.spans(text):
        assert last <= start < end
        assert pattern.prefix(text, start, start == 0) == end
        last = end


CASES = [
    ("foo", "", "foo", True, True),
    ("foo", "", "xfoobar", False, True),
    ("^foo", "", "xfoo", False, False),
    ("foo$", "", "xfoo", False, True),
    ("^$", "", "", True, True),
    ("^", "", "x", False, False),
    ("$", "", "x", False, True),
    ("a*", "", "", True, False),
    ("()", "", "abc", False, True),
    ("a.b", "", "a\nb", False, False),
    ("a.b", "s", "a\nb", True, True),
    ("[a-c]x", "i", "BX", True, True),
    ('foo"BaR"', "i", "FOOBaR", True, True),
    ('foo"BaR"', "i", "FOOBAR", False, False),
    ("foo(?i:bar)", "", "fooBAR", True, True),
    ("[]]", "", "]", True, True),
    ("[[:digit:]a]+", "", "1a2", True, True),
    (r"\d", "", "5", False, False),
    (r"\x41\102", "", "AB", True, True),
    (r"a\/b", "", "a/b", True, True),
    ("a{2,}", "", "aaa", True, True),
    ("a{0}b", "", "b", True, True),
    ("é", "", "café", False, True),
]


@pytest.mark.parametrize("body, flags, text, is_exact, is_embedded", CASES)
def test_matching(body, flags, text, is_exact, is_embedded) -> None:
    pattern = Pattern.of(body.encode(), flags)
    assert pattern.exact(text.encode()) is is_exact
    assert pattern.embedded(text.encode()) is is_embedded


def test_text_of_combined_patterns() -> None:
    a, b = Pattern.of(b"a"), Pattern.of(b"b", "i")
    assert a.either(b).text == b"^?((^?(a)$?)|((?i:^?(b)$?)))$?"
    assert a.then(b).text == b"^?((^?(a)$?)((?i:^?(b)$?)))$?"
    assert a.extended(b).text == b"(^?((?i:^?(b)$?))$?)|(^?(^?(a)$?)$?)"
    assert a.then(b).exact(b"aB") and a.extended(b).exact(b"B")


BAD = ["(", "a|", "*", "a{3,2}", "a{1,a}", "[z-a]", '"a', "[[:foo:]]", "[a"]


@pytest.mark.parametrize("body", BAD)
def test_bad_patterns(body: str) -> None:
    with pytest.raises(PatternError):
        Pattern.of(body.encode()).check()


@pytest.mark.parametrize("body", [b"(a*)*b", b"(a|aa)+$", b"a*a*a*a*b", b"(.*x)*y"])
def test_hostile_text_takes_linear_time(body: bytes) -> None:
    pattern = Pattern.of(body)
    pattern.embedded(b"warm up")
    start = time.perf_counter()
    pattern.embedded(b"a" * 100_000)
    pattern.exact(b"a" * 100_000)
    assert time.perf_counter() - start < 2


def test_pickles_by_text() -> None:
    pattern = Pattern.of(b"a+")
    assert pattern.exact(b"aa")
    again = pickle.loads(pickle.dumps(pattern))
    assert again == pattern and hash(again) == hash(pattern) and again.exact(b"aa")


def test_agrees_with_re_on_bytes() -> None:
    for byte in range(256):
        body = b"\\x%02x" % byte
        assert Pattern.of(body).exact(bytes((byte,)))
        assert bool(re.fullmatch(body, bytes((byte,))))
