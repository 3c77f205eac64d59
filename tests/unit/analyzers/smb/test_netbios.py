"""Session messages are cut the same however the bytes come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.smb.netbios import SessionStream


def stream(messages: list[bytes], keeps: bool = True) -> SessionStream:
    """A stream that notes down its messages."""
    return SessionStream(
        lambda data, at, end: messages.append(data[at:end]), lambda first, n: keeps
    )


def session_message(body: bytes, kind: int = 0) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


@given(
    st.lists(st.tuples(st.sampled_from([0, 0x85]), st.binary(max_size=40))),
    st.lists(st.integers(1, 30)),
)
def test_pieces(bodies: list[tuple[int, bytes]], sizes: list[int]) -> None:
    data = b"".join(session_message(body, kind) for kind, body in bodies)
    got: list[bytes] = []
    one = stream(got)
    while data:
        size = sizes.pop() if sizes else len(data)
        one.feed(data[:size])
        data = data[size:]
    assert got == [body for kind, body in bodies if kind == 0]


def test_byte_by_byte() -> None:
    got: list[bytes] = []
    one = stream(got)
    for byte in session_message(b"ab") + session_message(b"") + session_message(b"c"):
        one.feed(bytes([byte]))
    assert got == [b"ab", b"", b"c"]


def test_payload_is_counted() -> None:
    got: list[bytes] = []
    one = stream(got, keeps=False)
    one.feed(session_message(b"0123456789")[:8])
    one.feed(b"4567")
    assert one.pieces == [b"\0\0\0\n0123"]
    one.feed(b"89" + session_message(b"x"))
    assert got == [b"0123", b"x"]


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (session_message(b"whole"), "uint24: 3 > -1"),
        (b"\0", "uint24: 3 > -1"),
        (session_message(b"partly")[:6], "SMB_TCP:message_type: 1 > 0"),
    ],
)
def test_what_was_awaited_is_an_error(before: bytes, reason: str) -> None:
    got: list[bytes] = []
    one = stream(got)
    one.feed(before)
    one.discard()
    one.discard()
    with pytest.raises(ParseError, match=reason):
        one.feed(session_message(b"next"))
    one.restart()
    one.feed(session_message(b"after"))
    assert got[-1:] == [b"after"]


def test_nothing_awaited() -> None:
    got: list[bytes] = []
    one = stream(got)
    one.discard()
    one.feed(session_message(b"first"))
    assert got == [b"first"]


def test_too_large_for_the_buffer() -> None:
    one = stream([])
    one.feed(b"\0\xff\xff\xff")
    with pytest.raises(ParseError, match="past max capacity 16793600/10485760"):
        for _ in range(0x1000):
            one.feed(bytes(0x1000))
