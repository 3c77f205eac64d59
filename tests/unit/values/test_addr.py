"""Addresses: text and bytes."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.addr import Addr


@given(st.integers(0, 2**32 - 1))
def test_v4_round_trip(number: int) -> None:
    addr = Addr.from_int(number)
    assert addr.is_v4 and str(addr) == str(ipaddress.IPv4Address(number))
    assert Addr.parse(str(addr)) == addr and addr.packed() == addr[12:]


@given(st.binary(min_size=16, max_size=16))
def test_v6_round_trip(raw: bytes) -> None:
    addr = Addr(raw)
    assert Addr.parse(str(addr)) == addr
    if not addr.is_v4 and raw[:12].strip(b"\0"):
        assert str(addr) == str(ipaddress.IPv6Address(raw))


TEXTS = {
    "2001:0DB8:0:0:1:0:0:1": "2001:db8::1:0:0:1",
    "2001:db8:0:0:1:0:0:0": "2001:db8:0:0:1::",
    "::1.2.3.4": "::1.2.3.4",
    "::ffff:1.2.3.4": "1.2.3.4",
    "1:2:3:4:5:6:7.8.9.10": "1:2:3:4:5:6:708:90a",
    "010.001.002.003": "10.1.2.3",
    "::": "::",
}


@pytest.mark.parametrize("text, shown", TEXTS.items())
def test_text(text: str, shown: str) -> None:
    assert str(Addr.parse(text)) == shown


BAD = ["1.2.3", "256.1.1.1", "", "1.2.3.4 ", ":::", "1:2", "12345::", "g::", "::1.2.3"]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError):
        Addr.parse(text)


def test_families_sort_as_mapped() -> None:
    texts = ["::", "::1", "0.0.0.0", "10.0.0.1", "2001:db8::1", "fe80::1"]
    addrs = [Addr.parse(t) for t in texts]
    assert sorted(addrs[::-1]) == addrs
    assert [a.family_bits for a in addrs] == [128, 128, 32, 32, 128, 128]
