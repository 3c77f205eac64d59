"""Fragments of datagrams."""

import itertools
import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.packets.fragments import MAX_DATAGRAMS, Fragments
from pyzeek.packets.ip import IPv4, IPv6


def piece(offset, data, more, ident=1, src=b"aaaa"):
    field = offset >> 3 | (0x2000 if more else 0)
    size = 20 + len(data)
    head = struct.pack(">BBHHHBBH", 0x45, 0, size, ident, field, 64, 17, 0)
    raw = head + src + b"bbbb" + data
    return IPv4(raw, 0, len(raw))


def gather():
    odd = []
    return Fragments(30.0, lambda name, ip: odd.append(name)), odd


def test_any_order_gives_the_datagram():
    parts = [
        (0, bytes([1]) * 48, True),
        (48, bytes([2]) * 48, True),
        (96, b"end", False),
    ]
    for order in itertools.permutations(parts):
        fragments, odd = gather()
        results = [fragments.add(1.0, piece(*part)) for part in order]
        assert results[:2] == [None, None]
        assert results[2].data[20:] == bytes([1]) * 48 + bytes([2]) * 48 + b"end"
        assert results[2].total_length == 20 + 99 and not odd
        assert not fragments.datagrams


def test_what_came_first_stays():
    fragments, odd = gather()
    fragments.add(1.0, piece(0, b"A" * 64, True))
    fragments.add(1.0, piece(0, b"B" * 64, True))
    fragments.add(1.0, piece(0, b"A" * 64, True))
    whole = fragments.add(1.0, piece(64, b"end", False))
    assert whole.data[20:] == b"A" * 64 + b"end"
    assert odd == ["fragment_inconsistency", "fragment_overlap"]


def test_small_and_inconsistent_fragments_are_odd():
    fragments, odd = gather()
    fragments.add(1.0, piece(0, b"A" * 8, True))
    fragments.add(1.0, piece(64, b"end", False))
    fragments.add(1.0, piece(72, b"end", False))
    assert odd == ["excessively_small_fragment", "fragment_size_inconsistency"]


def test_old_fragments_are_forgotten():
    fragments, _ = gather()
    fragments.add(1.0, piece(0, b"A" * 64, True))
    assert fragments.add(100.0, piece(64, b"end", False)) is None


def test_memory_is_bounded():
    fragments, _ = gather()
    for number in range(MAX_DATAGRAMS + 10):
        fragments.add(1.0, piece(0, b"A" * 64, True, src=struct.pack(">I", number)))
    assert len(fragments.datagrams) == MAX_DATAGRAMS


def test_ipv6():
    def part(offset, data, more):
        fragment = struct.pack(">BBHI", 17, 0, offset | more, 7)
        raw = struct.pack(">IHBB", 6 << 28, 8 + len(data), 44, 64) + bytes(32)
        raw += fragment + data
        return IPv6(raw, 0, len(raw))

    fragments, odd = gather()
    assert fragments.add(1.0, part(64, b"end", 0)) is None
    whole = fragments.add(1.0, part(0, b"A" * 64, 1))
    assert (whole.proto, whole.payload_length, whole.headers) == (17, 67, 1)
    assert not odd


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.binary(min_size=1, max_size=40), st.booleans())
    )
)
def test_any_fragments_are_survived(parts):
    fragments, _ = gather()
    for offset, data, more in parts:
        whole = fragments.add(1.0, piece(offset * 8, data, more))
        assert whole is None or whole.total_length == len(whole.data)
