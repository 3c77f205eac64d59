"""The analyzer: synchronisation, chains, pieces, and what is not SMB."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Session, framed, smb2

ECHO = 13
NEGOTIATE = "24000100" + "00" * 32 + "0202"
NEGOTIATE_RESPONSE = "41000100" + "1003" + "00" * 58
CREATE = "3900" + "00" * 42 + "7800" + "0200" + "00" * 8 + "6100"
WRITE = "31007000" + "05000000" + "00" * 40 + "68656c6c6f"
READ_RESPONSE = "11005000" + "03000000" + "00" * 8 + "616263"

TALK = [
    (True, framed(smb2(0, NEGOTIATE, message_id=0))),
    (False, framed(smb2(0, NEGOTIATE_RESPONSE, is_orig=False, message_id=0))),
    (True, framed(smb2(5, CREATE, message_id=1), b"")),
    (True, framed(smb2(9, WRITE, message_id=2)) + framed(smb2(13, "04000000"))),
    (False, framed(smb2(8, READ_RESPONSE, is_orig=False, message_id=3))),
    (False, framed(smb2(5, "09000000" + "00" * 5, is_orig=False, status=0xC0000034))),
    (True, framed(b"\xfdSMB" + bytes(range(48)) + b"secret")),
]


def events_of(talk: list[tuple[bool, bytes]]) -> list[Any]:
    """What is raised when it comes in these pieces."""
    session = Session()
    for is_orig, data in talk:
        session.send(data, is_orig)
    assert not session.violations
    return session.raised


def test_talk() -> None:
    names = [name for name, *_ in events_of(TALK)]
    assert names == [
        "smb2_message",
        "smb2_negotiate_request",
        "smb2_message",
        "smb2_negotiate_response",
        "smb2_message",
        "smb2_create_request",
        "smb2_message",
        "smb2_write_request",
        "smb2_message",
        "smb2_message",
        "smb2_message",
        "smb2_transform_header",
    ]


@pytest.mark.parametrize("size", [1, 3, 50, 120])
def test_pieces(size: int) -> None:
    cut = [
        (is_orig, data[i : i + size])
        for is_orig, data in TALK[1:]
        for i in range(0, len(data), size)
    ]
    assert events_of(TALK[:1] + cut) == events_of(TALK)


def test_only_what_is_wanted() -> None:
    session = Session({"smb2_write_request"})
    for is_orig, data in TALK:
        session.send(data, is_orig)
    assert [name for name, *_ in session.raised] == ["smb2_write_request"]


def test_chain(session: Session) -> None:
    first = smb2(ECHO, "04000000" + "00" * 4, following=72, message_id=1)
    events = session.send(framed(first, smb2(ECHO, "04000000", message_id=2)))
    assert [args[0][5] for _, *args in events] == [1, 2]


def test_chain_that_goes_back(session: Session) -> None:
    session.send(framed(smb2(ECHO, "04000000", following=8)))
    assert session.violations == ["SMB2_PDU:chain_pad: 4 > 64"]


def test_messages_are_told_with_their_tree(session: Session) -> None:
    session.analyzer._state.pipe_trees.add(5)
    session.send(framed(smb2(ECHO, "04000000", message_id=1, tree_id=5)))
    assert session.analyzer._state.tree_ids == {1: 5}
    pending = smb2(ECHO, "09000000" + "00" * 4, is_orig=False, status=0x103)
    session.send(framed(pending.replace(b"\7", b"\1")), False)
    assert session.analyzer._state.tree_ids == {1: 5}


def test_other_protocols_are_left(session: Session) -> None:
    echo = framed(smb2(ECHO, "04000000"))
    assert session.send(b"GET / HTTP/1.1\r\n" + echo) == []
    assert len(session.send(echo)) == 1
    assert session.send(framed(b"what?")) == []
    assert session.send(framed(b"no")) == []
    assert session.violations == ["SMB_Protocol_Identifier:protocol: 4 > 2"]


def test_after_an_error(session: Session) -> None:
    """The other direction had begun to wait, so it fails once as well."""
    echo = framed(smb2(ECHO, "04000000"))
    answer = framed(smb2(ECHO, "04000000", is_orig=False))
    session.send(echo)
    session.send(answer, False)
    session.send(framed(smb2(ECHO, "04")))
    assert session.send(b"no header here") == []
    assert session.send(answer, False) == []
    assert session.violations == ["SMB2_echo_request: 4 > 1", "uint24: 3 > -1"]
    assert len(session.send(echo)) == 1
    assert len(session.send(answer, False)) == 1


def test_after_a_gap(session: Session) -> None:
    echo = framed(smb2(ECHO, "04000000"))
    session.send(echo[:50])
    session.analyzer.gap(10, True)
    assert session.send(echo[60:] + echo) == []
    assert session.send(echo) == []
    assert session.violations == ["SMB_TCP:message_type: 1 > 0"]
    assert len(session.send(echo)) == 1


def test_confirmation(session: Session) -> None:
    echo = framed(smb2(ECHO, "04000000"))
    session.send(echo)
    session.send(echo)
    assert session.connection.confirmed == 0
    session.send(echo)
    assert session.connection.confirmed == 1


@given(st.lists(st.tuples(st.booleans(), st.binary(min_size=1, max_size=300))))
def test_random_bytes(chunks: list[tuple[bool, bytes]]) -> None:
    session = Session()
    for is_orig, data in chunks:
        session.send(data, is_orig)


@given(
    st.integers(0, 20),
    st.booleans(),
    st.sampled_from([0, 0x103, 0x10C, 0x80000005, 0xC000000D, 0xC0000016]),
    st.binary(max_size=200),
)
def test_random_bodies(command: int, is_orig: bool, status: int, body: bytes) -> None:
    session = Session()
    session.message(command, body, is_orig, status=status)


def test_mutated_messages() -> None:
    chance = random.Random(2)
    for _ in range(2000):
        session = Session()
        for is_orig, data in TALK:
            changed = bytearray(data)
            for _ in range(chance.randrange(4)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            session.send(bytes(changed[: chance.randrange(8, 400)]), is_orig)
