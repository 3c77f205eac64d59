"""Time stamps of Certificate Transparency."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from pyzeek.files.certificates.der import DerError
from pyzeek.files.certificates.timestamps import shown, timestamps

from .conftest import der

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


def counted(data: bytes) -> bytes:
    return struct.pack(">H", len(data)) + data


def test_as_text() -> None:
    stamp = bytes(1 + 32) + (1700000000123).to_bytes(8, "big") + b"\0\0\4\3\0\2\1\2"
    value = der(4, counted(counted(stamp)))
    lines = shown(value).decode().splitlines()
    assert lines[0] == "Signed Certificate Timestamp:"
    assert lines[1] == "    Version   : v1 (0x0)"
    assert lines[2] == "    Log ID    : " + "00:" * 16
    assert lines[3] == " " * 16 + ":".join(["00"] * 16)
    assert lines[4] == "    Timestamp : Nov 14 22:13:20.123 2023 GMT"
    assert lines[5:7] == [
        "    Extensions: none",
        "    Signature : ecdsa-with-SHA256",
    ]
    assert lines[7] == " " * 16 + "01:02"


def test_text_of_a_time_that_cannot_be() -> None:
    stamp = bytes(1 + 32) + b"\xff" * 8 + b"\0\0\4\1\0\1\1"
    assert b"Bad time value" in shown(der(4, counted(counted(stamp))))
