"""The stream: versions, packets, encrypted data; and what is malformed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import Talk, kexinit, packet

SESSION = b"SSH-2.0-client\r\n" + kexinit(b"ecdh-sha2-nistp256")


def test_versions(talk: Talk) -> None:
    assert talk.client(b"SSH-2.0-c comment\r\n") == [
        ("ssh_client_version", b"SSH-2.0-c comment")
    ]
    assert talk.server(b"hello\nSSH-2.0-s\n") == [
        ("ssh_server_pre_banner_data", b"hello"),
        ("ssh_server_version", b"SSH-2.0-s"),
    ]


def test_a_client_that_is_none(talk: Talk) -> None:
    talk.client(b"GET / \xff\r\n")
    [reason] = talk.violations
    assert reason.endswith(
        'ssh-protocol.pac:45: \nexpected pattern: "SSH-.*"\nactual data: "GET / \udcff"'
    )


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100, 1000])
def test_in_pieces(size: int) -> None:
    talk = Talk()
    events = [
        event
        for at in range(0, len(SESSION), size)
        for event in talk.client(SESSION[at : at + size])
    ]
    talk.server(b"SSH-2.0-s\r\n")
    assert [name for name, *_ in events][:1] == ["ssh_client_version"]


def test_no_packet_before_both_versions(talk: Talk) -> None:
    talk.client(b"SSH-2.0-c\r\n" + packet(20))
    assert talk.violations == ["invalid index for case: SSH_Key_Exchange: 3"]


def test_a_packet_that_is_too_long(talk: Talk) -> None:
    talk.client(b"SSH-2.0-c\r\n")
    talk.server(b"SSH-2.0-s\r\n")
    talk.client(b"\x7f\0\0\0")
    assert talk.connection.weirds == ["X", "SSH_max_packet_length_exceeded"]


def test_what_follows_new_keys_is_encrypted(talk: Talk) -> None:
    talk.agree(b"ecdh-sha2-nistp256")
    assert talk.client(packet(21) + b"secret") == [("ssh_encrypted_packet", True, 6)]
    assert talk.connection.confirmed == 1
    assert talk.client(b"more") == [("ssh_encrypted_packet", True, 4)]


def test_nothing_after_a_gap(talk: Talk) -> None:
    talk.analyzer.gap(3, False)
    assert talk.client(SESSION) == []


def test_nothing_of_a_connection_without_its_begin(talk: Talk) -> None:
    talk.connection.partial = True  # type: ignore[attr-defined]
    assert talk.client(SESSION) == []


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.binary(max_size=80), st.booleans()), max_size=6),
    st.sampled_from([b"ecdh-sha2-a", b"gss-x", b"rsa2048-sha256", b"ecmqv-sha2", b""]),
)
def test_any_bytes(messages: list[tuple[bytes, bool]], kex: bytes) -> None:
    talk = Talk()
    if kex:
        talk.agree(kex)
    for data, is_orig in messages:
        whole = packet(30 + len(data) % 5, data) if kex else data
        talk.send(whole, is_orig)
        talk.send(data, is_orig)
