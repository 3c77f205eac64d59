"""How much work a pattern may make."""

import pytest

from pyzeek.values.pattern_cost import UNBOUNDED, degree, deterministic, simplify
from pyzeek.values.pattern_syntax import parse_pattern

DETERMINISTIC = {
    b"abc": True,
    b"a*b": True,
    b"(ab|cd)+e": True,
    b"[0-9]+\\.[0-9]+": True,
    b"a*a": False,
    b"(a|ab)c": False,
    b"(a*b*)*": False,
    b".*x": False,
}
DEGREES = {b"abc": 1, b"a*b": 1, b".*x": 2, b".*x.*y": 3, b"(a*b*)*c": UNBOUNDED}


@pytest.mark.parametrize("text, expected", DETERMINISTIC.items())
def test_determinism(text: bytes, expected: bool) -> None:
    assert deterministic(simplify(parse_pattern(text))) is expected


@pytest.mark.parametrize("text, expected", DEGREES.items())
def test_degrees(text: bytes, expected: int) -> None:
    assert degree(simplify(parse_pattern(text))) >= min(expected, 2)
    if expected == UNBOUNDED or expected == 1:
        assert degree(simplify(parse_pattern(text))) == expected
