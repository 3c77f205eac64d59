"""Records in datagrams, messages in fragments."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import RANDOM, Talk, counted, extension, shorts

HELLO = shorts(0xFEFD) + b"\0\0\0\x07" + RANDOM + b"\0" + b"\0" + counted(2, shorts(1))
HELLO += b"\1\0"


def datagram(
    content: bytes, sequence: int = 0, kind: int = 22, epoch: int = 0, version=0xFEFD
) -> bytes:
    head = bytes((kind,)) + shorts(version, epoch) + sequence.to_bytes(6, "big")
    return head + counted(2, content)


def fragment(kind: int, body: bytes, start: int = 0, end: int | None = None) -> bytes:
    piece = body[start:end]
    sizes = (len(body), 3), (0, 2), (start, 3), (len(piece), 3)
    head = b"".join(number.to_bytes(size, "big") for number, size in sizes)
    return bytes((kind,)) + head + piece


def test_a_hello():
    talk = Talk(dtls=True)
    hello = talk.send(datagram(fragment(1, HELLO)))
    assert [event[0] for event in hello] == [
        "client_hello",
        "handshake_message",
        "plaintext_data",
    ]
    assert hello[0][1:4] == (0xFEFD, 0xFEFD, 7.0)
    assert talk.connection.confirmed == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_fragments_in_any_order(order):
    talk = Talk(dtls=True)
    pieces = [fragment(1, HELLO, i * 20, i * 20 + 20) for i in range(3)]
    assert len(HELLO) <= 60
    found = []
    for i in order:
        found += talk.send(datagram(pieces[i], 5 + i))
    assert [event[0] for event in found if event[0] != "plaintext_data"] == [
        "client_hello",
        "handshake_message",
    ]
    # Those that come again tell nothing new.
    again = talk.send(datagram(pieces[1], 6))
    assert [event[0] for event in again] == ["plaintext_data"]


def test_several_records():
    talk = Talk(dtls=True)
    data = datagram(b"\1", kind=20) + datagram(b"secret", epoch=1)
    names = [event[0] for event in talk.send(data)]
    assert names == ["change_cipher_spec", "plaintext_data", "encrypted_data"]


def test_established():
    talk = Talk(dtls=True)
    for is_orig in (True, False):
        talk.send(datagram(b"\1", kind=20), is_orig)
        found = talk.send(datagram(b"secret", epoch=1), is_orig)
    assert found[0] == ("established",)


def test_odd_versions():
    talk = Talk(dtls=True)
    talk.analyzer.confirmed = True
    for _ in range(4):
        assert talk.send(datagram(b"x", version=0x0303)) == []
    assert talk.violations == [
        "Invalid version in DTLS connection. Packet reported version: 771"
    ]
    assert talk.analyzer.skips


def test_stun_between():
    talk = Talk(dtls=True)
    assert talk.send(b"\0\1\0\0\x21\x12\xa4\x42" + bytes(20)) == []
    assert talk.violations == []


def test_the_records_of_dtls_13():
    talk = Talk(dtls=True)
    hello = shorts(0xFEFD) + bytes(32) + b"\0" + shorts(0x1301) + b"\0"
    hello += counted(2, extension(43, shorts(0xFEFC)))
    talk.send(datagram(fragment(2, hello)), False)
    assert talk.send(b"\x2c\0\1\0\3abc") == [("encrypted_data", True, 0xFEFC, 23, 3)]
    found = talk.send(b"\x30abc", False)
    assert found == [("established",), ("encrypted_data", False, 0xFEFC, 23, 3)]


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        (
            [(0, 20, 50), (20, 40, 90)],
            "DTLS handshake fragment sequence number outside reassembly window.",
        ),
        (
            [(0, 20, 50), (0, 20, 49)],
            "Saw second and different first message fragment for handshake.",
        ),
        (
            [(0, 20, 1), (20, 60, 32)],
            "DTLS Message fragmented over more than 30 pieces. Cannot reassemble.",
        ),
    ],
)
def test_fragments_that_do_not_fit(pieces, reason):
    talk = Talk(dtls=True)
    for start, end, sequence in pieces:
        talk.send(datagram(fragment(1, HELLO, start, end), sequence))
    assert talk.violations == [reason]


def test_a_message_that_is_too_long():
    talk = Talk(dtls=True)
    head = b"\1" + (100_001).to_bytes(3, "big") + bytes(5) + b"\0\0\1x"
    talk.send(datagram(head))
    assert talk.violations == ["DTLS record length 100001 larger than allowed maximum."]


@given(st.binary(max_size=80))
def test_anything(data):
    talk = Talk(dtls=True)
    talk.send(data)
    talk.send(datagram(data))
    talk.send(datagram(fragment(1, HELLO, 0, 10) + data, 3))


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 40)),
        max_size=12,
    )
)
def test_any_fragments(pieces):
    talk = Talk(dtls=True)
    for start, end, sequence in pieces:
        talk.send(datagram(fragment(1, HELLO, start, end), sequence))
