"""Kerberos over TCP: messages cut out of the stream."""

from __future__ import annotations

import pytest

from .conftest import Talk, ap_request

MESSAGE = ap_request()
FRAMED = len(MESSAGE).to_bytes(4, "big") + MESSAGE


@pytest.mark.parametrize("size", [1, 3, 4, 5, 50, 1000])
def test_in_pieces(size: int) -> None:
    talk = Talk(tcp=True)
    data = FRAMED * 3
    events = [
        event
        for at in range(0, len(data), size)
        for event in talk.send(data[at : at + size])
    ]
    assert [event for event, *_ in events] == ["ap_request"] * 3
    assert events[0][1][-1] == b""


def test_error_drops_what_is_there() -> None:
    talk = Talk(tcp=True)
    assert talk.send(b"\0\0\0\1\x6a" + FRAMED) == []
    assert talk.violations == ["out_of_bound: ASN1EncodingMeta:len: 2 > 1"]
    assert len(talk.send(FRAMED)) == 1


def test_a_negative_length_is_none() -> None:
    talk = Talk(tcp=True)
    talk.send(b"\xff\xff\xff\xff")
    assert talk.violations == ["out_of_bound: ASN1EncodingMeta:len: 2 > 0"]


def test_nothing_after_a_gap() -> None:
    talk = Talk(tcp=True)
    talk.analyzer.gap(3, False)
    assert talk.send(FRAMED) == []


def test_nothing_of_a_connection_without_its_begin() -> None:
    talk = Talk(tcp=True)
    talk.connection.partial = True  # type: ignore[attr-defined]
    assert talk.send(FRAMED) == []


def test_a_long_message_is_given_up() -> None:
    talk = Talk(tcp=True)
    for data in (b"\x20\0\0\0" + bytes(6_000_000), bytes(6_000_000)):
        talk.send(data)
    [reason] = talk.violations
    assert reason.startswith("flowbuffer allocation failed: expand past max capacity")
