"""The text of doubles and intervals."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.time import Interval, Time, double_text, interval_text

DOUBLES = {
    0.0: "0.0",
    1e3: "1000.0",
    1e9: "1000000000.0",
    3e9: "3e+09",
    1e15: "1e+15",
    123456789012345.0: "1.23456789012345e+14",
    12345678901234567.0: "1.2345678901234568e+16",
    5e-324: "4.94066e-324",
    1e-5: "0.00001",
    1.23456789e-7: "1.23457e-07",
    0.1 + 0.2: "0.3",
    -1e20: "-1e+20",
    math.inf: "inf",
    -math.inf: "-inf",
    0.9999999: "1",
}
INTERVALS = {
    0: "0 secs",
    1e-6: "1.0 usec",
    1e-7: "0.1 usecs",
    90: "1.0 min 30.0 secs",
    -90: "-1.0 min -30.0 secs",
    86400: "1.0 day",
    1.5 * 86400: "1.0 day 12.0 hrs",
    7 * 86400: "7.0 days",
    1.5: "1.0 sec 500.0 msecs",
}


@pytest.mark.parametrize("value, text", DOUBLES.items())
def test_doubles(value: float, text: str) -> None:
    assert double_text(value) == text


def test_nan() -> None:
    assert double_text(math.nan) == "nan"


@pytest.mark.parametrize("value, text", INTERVALS.items())
def test_intervals(value: float, text: str) -> None:
    assert interval_text(value) == text and str(Interval(value)) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_double_means_about_the_same(value: float) -> None:
    assert math.isclose(float(double_text(value)), value, rel_tol=1e-5, abs_tol=1e-6)


@given(st.integers(-(10**6), 10**6))
def test_whole_numbers_end_in_zero(number: int) -> None:
    assert str(Time(number)) == f"{number}.0"
