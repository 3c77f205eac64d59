"""Time stamps of Certificate Transparency."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.der import DerError
from pyzeek.files.certificates.timestamps import timestamps

LOG = bytes(range(32))


def stamp(time: int) -> bytes:
    head = struct.pack(">B32sQH", 0, LOG, time, 2) + b"xx"
    data = head + struct.pack(">BBH", 4, 3, 3) + b"sig"
    return struct.pack(">H", len(data)) + data


def test_list() -> None:
    both = stamp(1) + stamp(2)
    found = list(timestamps(struct.pack(">H", len(both)) + both))
    assert found == [(0, LOG, time, 4, 3, b"sig") for time in (1, 2)]


@given(st.integers(0, 120), st.binary(max_size=5))
def test_damaged(at: int, damage: bytes) -> None:
    both = stamp(1) + stamp(2)
    data = struct.pack(">H", len(both)) + both
    try:
        list(timestamps(data[:at] + damage + data[at + len(damage) :]))
        list(timestamps(data[:at]))
    except DerError:
        pass
