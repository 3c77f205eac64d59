"""Floating-point functions."""

import math

import pytest

CASES = [
    ("floor", (-1.2,), -2.0),
    ("ceil", (-1.7,), -1.0),
    ("floor", (math.inf,), math.inf),
    ("sqrt", (16.0,), 4.0),
    ("exp", (1000.0,), math.inf),
    ("ln", (1.0,), 0.0),
    ("ln", (0.0,), -math.inf),
    ("log2", (8.0,), 3.0),
    ("log10", (1000.0,), 3.0),
    ("pow", (2.0, -1.0), 0.5),
    ("pow", (10.0, 1000.0), math.inf),
    ("pow", (0.0, -1.0), math.inf),
    ("modulo", (-7, 3), 2),
    ("modulo", (7, -3), -2),
    ("haversine_distance", (53.0, 5.0, 53.0, 5.0), 0.0),
]


@pytest.mark.parametrize("name, arguments, expected", CASES)
def test_results(rt, name, arguments, expected) -> None:
    assert rt.call(name, *arguments) == expected
    assert not rt.said


def test_what_has_no_result(rt) -> None:
    assert math.isnan(rt.call("ln", -1.0)) and math.isnan(rt.call("pow", -8.0, 0.5))
    assert rt.call("sqrt", -1.0) == -1.0 and rt.call("modulo", 1, 0) is None
    assert len(rt.said) == 2
    distance = rt.call("haversine_distance", 52.5, 13.4, 48.85, 2.35)
    assert f"{distance:.4f}" == "544.8238"
