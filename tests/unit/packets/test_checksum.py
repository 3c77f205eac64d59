"""The Internet checksum."""

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.checksum import is_valid, pseudo_header


def slow(data):
    """RFC 1071, word by word."""
    data += b"\0" * (len(data) & 1)
    total = sum(data[i] << 8 | data[i + 1] for i in range(0, len(data), 2))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


@given(st.binary(max_size=100))
def test_validity_is_that_of_the_rfc(data):
    assert is_valid(data) == (slow(data) == 0xFFFF)


@given(st.binary(min_size=2, max_size=100))
def test_a_computed_checksum_is_valid(data):
    value = slow(b"\0\0" + data[2:]) ^ 0xFFFF
    assert is_valid(value.to_bytes(2, "big") + data[2:])


def test_pseudo_headers():
    assert pseudo_header(b"abcd", b"efgh", 6, 20) == b"abcdefgh\0\6\0\x14"
    assert len(pseudo_header(bytes(16), bytes(16), 58, 20)) == 40
