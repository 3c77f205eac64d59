"""Times of Kerberos."""

from __future__ import annotations

from calendar import timegm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.krb.parts import time_value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (b"19700101000000Z", 0),
        (b"20200102030405Z", 1577934245),
        (b"\x18\x0f20200102030405Z", 1577934245),
        (b"20201301000000Z", 1609459200),
    ],
)
def test_time(text: bytes, seconds: float) -> None:
    assert time_value(text) == seconds


def test_fraction() -> None:
    assert time_value(b"19700101000000Z", 50000) == 0.5


@pytest.mark.parametrize("text", [b"", b"1970", b"197001010000000Z"])
def test_other_lengths(text: bytes) -> None:
    assert time_value(text) is None


@given(st.datetimes())
def test_any_time(moment) -> None:  # type: ignore[no-untyped-def]
    text = f"{moment.year:04}{moment:%m%d%H%M%S}Z".encode()
    assert time_value(text) == timegm(moment.timetuple())


@given(st.binary(min_size=15, max_size=15))
def test_anything(text: bytes) -> None:
    assert time_value(text) is not None
