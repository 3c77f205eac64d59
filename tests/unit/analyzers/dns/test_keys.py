"""Records about keys."""

from __future__ import annotations

import struct

from .conftest import Talk, message, name, record

TKEY = name("Alg") + struct.pack(">IIHHH", 10, 20, 3, 0, 3) + b"key" + b"\0\1x"
TSIG = (
    name("Alg")
    + struct.pack(">IHHH", 10, 500, 300, 3)
    + b"mac"
    + struct.pack(">HHH", 7, 16, 0)
)


def test_a_key(talk: Talk) -> None:
    _, _, found = talk.hear(message([], [record(249, TKEY)]))[1]
    assert found == (b"a.b", 1, b"alg", 10.0, 20.0, 3, 0, b"key", 0)


def test_a_signature(talk: Talk) -> None:
    _, _, found = talk.hear(message([], [record(250, TSIG)], flags=0), True)[1]
    assert found == (b"a.b", 1, b"alg", b"mac", 10.5, 300.0, 7, 16, 1)


def test_octets_that_are_cut_off(talk: Talk) -> None:
    data = name("Alg") + struct.pack(">IHHH", 10, 500, 300, 99) + b"mac"
    _, _, found = talk.hear(message([], [record(250, data)]))[1]
    assert found[3] == b"mac" and found[6:8] == (0, 0)


def test_a_short_key(talk: Talk) -> None:
    assert talk.events(message([], [record(249, bytes(15))])) == [
        "dns_message",
        "dns_end",
    ]
