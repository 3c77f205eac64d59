"""Reading times."""

import time

import pytest

from pyzeek.bifs.timeparse import parse_time

CASES = [
    ("%d/%b/%Y", "15/Mar/2001", 984614400),
    ("%F", "2020-02-29", 1582934400),
    ("%Y-%m-%dT%H:%M:%SZ", "1970-01-02T00:00:01Z", 86401),
    ("%I:%M %p", "11:30 PM", 84600),
    ("%y", "99", 915148800),
    ("%j %Y", "032 1970", 31 * 86400),
    ("%s", "12345", 12345),
    ("%A", "Monday", 0),
    ("%Y", "x", None),
    ("%m", "13", None),
    ("%Y-%m", "1970/01", None),
]


@pytest.mark.parametrize("form, text, expected", CASES)
def test_cases(form, text, expected, monkeypatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        assert parse_time(form, text) == expected
    finally:
        monkeypatch.undo()
        time.tzset()
