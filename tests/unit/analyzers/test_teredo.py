"""What stands before an IPv6 packet in Teredo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.teredo import may_be_teredo, parse

IPV6 = b"\x60" + bytes(39)


def test_parts_are_found():
    auth = b"\0\1\1\2" + b"abc" + bytes(9)
    origin = b"\0\0" + bytes(6)
    assert parse(auth + origin + IPV6) == (auth, origin, IPV6)


@pytest.mark.parametrize(
    ("data", "odd"),
    [
        (b"\x60", "truncated_Teredo"),
        (b"\0\0abc", "truncated_Teredo_origin_indication"),
        (b"\0\1\xff\xff", "truncated_Teredo_authentication"),
        (IPV6[:20], "truncated_IPv6_in_Teredo"),
        (b"\x45\0", ""),
    ],
)
def test_what_is_odd_has_a_name(data, odd):
    assert parse(data) == odd


def test_no_weird_before_it_is_certain(lab, wire):
    lab.ip(wire.udp(9, 3544, b"\0\0abc"))
    assert "conn_weird" not in lab.names
    assert "analyzer_violation_info" in lab.names


@given(st.binary(max_size=100))
def test_any_datagram_is_survived(data):
    parse(data)
    may_be_teredo(data, 0, len(data))


def test_more_may_follow_the_addresses():
    data = b"\x60" + bytes(7) + b"\x20\x01\0\0" + bytes(28) + b"more"
    assert may_be_teredo(data, 0, len(data))
