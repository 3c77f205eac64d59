"""Times in certificates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.der import element
from pyzeek.files.certificates.times import OddTime, seconds

from .conftest import der

UTC, GENERAL = 0x17, 0x18
TIMES = [
    (UTC, b"700101000001Z", 1),
    (UTC, b"7001010001Z", 60),
    (UTC, b"200102030405Z", 1577934245),
    (GENERAL, b"20500102030405Z", 2524705445),
    (GENERAL, b"20200102030405.123Z", 1577934245),
    (GENERAL, b"202001020304+0100", 1577934240 + 60),
    (GENERAL, b"202001020304-0100", 1577934240 - 60),
]


@pytest.mark.parametrize("tag, raw, expected", TIMES)
def test_times(tag: int, raw: bytes, expected: int) -> None:
    assert seconds(element(der(tag, raw))) == expected


ODD = [
    (UTC, b"1Z", "x509_utc_length"),
    (UTC, b"200102030405X", "x509_utc_format"),
    (GENERAL, b"2020", "x509_gen_time_length"),
    (2, b"202001020304Z", "x509_invalid_time_type"),
    (GENERAL, b"2020010203041", "x509_time_add_char"),
    (GENERAL, b"20200102030405+1", "x509_time_offset_underflow"),
    (GENERAL, b"20200102030405x1234", "x509_time_offset_type"),
]


@pytest.mark.parametrize("tag, raw, name", ODD)
def test_odd(tag: int, raw: bytes, name: str) -> None:
    with pytest.raises(OddTime, match=name):
        seconds(element(der(tag, raw)))


@given(st.sampled_from([UTC, GENERAL]), st.binary(max_size=25))
def test_anything(tag: int, raw: bytes) -> None:
    try:
        seconds(element(der(tag, raw)))
    except OddTime:
        pass
