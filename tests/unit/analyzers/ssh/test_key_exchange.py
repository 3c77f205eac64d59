"""Algorithms, and messages that exchange keys."""

from __future__ import annotations

import hashlib
import struct

import pytest

from .conftest import Talk, kexinit, packet, string

KEY = b"\0\0\0\7ssh-rsa"
HASH = hashlib.md5(KEY).digest().hex(":").encode()
HOST_KEY = ["ssh_server_host_key", "ssh2_server_host_key"]
HOST_KEY.append("ssh_server_host_key_fingerprint")


def test_capabilities(talk: Talk) -> None:
    talk.client(b"SSH-2.0-c\r\n")
    talk.server(b"SSH-2.0-s\r\n")
    [(name, cookie, shown)] = talk.server(kexinit(b"a,b", b"k", b"e1,e2", b"e3"))
    assert (name, cookie) == ("ssh_capabilities", bytes(range(16)))
    kex, keys, ciphers, macs, _, languages, is_server = shown
    assert (kex, keys, ciphers) == ([b"a", b"b"], [b"k"], ([b"e1", b"e2"], [b"e3"]))
    assert (macs, languages, is_server) == (([b"x"], [b"x"]), None, True)


def test_too_many_algorithms(talk: Talk) -> None:
    talk.client(b"SSH-2.0-c\r\n")
    talk.server(b"SSH-2.0-s\r\n")
    [(_, _, shown)] = talk.server(kexinit(b"a,b,c,d"))
    assert shown[0] == [b"a", b"b", b"c"]
    weirds = talk.connection.weirds
    assert weirds == ["X", "SSH_max_kexinit_kex_algorithms_exceeded"]


def test_an_unknown_way(talk: Talk) -> None:
    talk.agree(b"new-way")
    assert talk.connection.weirds == ["ssh_unknown_kex_algorithm"]


def test_diffie_hellman(talk: Talk) -> None:
    talk.agree(b"diffie-hellman-group14-sha1")
    assert talk.client(packet(30, string(b"e"))) == [("ssh2_dh_gex_init", True)]
    reply = packet(31, string(KEY) + string(b"f") + string(b"sig"))
    events = talk.server(reply)
    assert [name for name, *_ in events] == HOST_KEY
    assert events[0][1] == HASH and events[1][1] == KEY
    digest = events[2][1]
    assert digest.startswith(b"SHA256:") and len(digest) == 39


def test_group_exchange(talk: Talk) -> None:
    talk.agree(b"diffie-hellman-group-exchange-sha256")
    assert talk.client(packet(34, bytes(12))) == []
    assert talk.client(packet(30, bytes(4))) == []
    assert talk.server(packet(31, string(b"p") + string(b"g"))) == [
        ("ssh2_dh_server_params", b"p", b"g")
    ]
    assert talk.client(packet(99, b"what")) == []
    assert talk.violations == []


def test_elliptic_curves(talk: Talk) -> None:
    talk.agree(b"ecdh-sha2-nistp256")
    assert talk.client(packet(30, string(b"q"))) == [
        ("ssh2_ecc_key", True, b"q"),
        ("ssh2_ecc_init", True),
    ]
    events = talk.server(packet(31, string(KEY) + string(b"s") + string(b"sig")))
    assert [name for name, *_ in events] == [*HOST_KEY, "ssh2_ecc_key"]
    talk.server(packet(32))
    assert talk.violations == [
        "invalid index for case: SSH2_Key_Exchange_ECC_Message: 32"
    ]


def test_gss(talk: Talk) -> None:
    talk.agree(b"gss-group1-sha1-toWM5Slw5Ew8Mqkay+al2g==")
    assert talk.client(packet(30, string(b"t") + string(b"e"))) == [
        ("ssh2_gss_init", True)
    ]
    assert [e for e, *_ in talk.server(packet(33, string(KEY)))] == HOST_KEY
    assert talk.server(packet(31, string(b"t"))) == []
    done = string(b"f") + string(b"m")
    assert talk.server(packet(32, done + b"\0")) == []
    assert talk.server(packet(32, done + b"\1" + string(b"t"))) == []
    error = struct.pack(">II", 1, 2) + string(b"no") + string(b"en")
    assert talk.server(packet(34, error)) == [("ssh2_gss_error", 1, 2, b"no")]
    assert talk.violations == []


def test_rsa(talk: Talk) -> None:
    talk.agree(b"rsa2048-sha256")
    assert talk.server(packet(30, string(KEY) + string(b"t"))) == []
    assert talk.client(packet(31, string(b"s"))) == [("ssh2_rsa_secret", True)]
    assert talk.server(packet(32, string(b"sig"))) == []
    assert talk.violations == []


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"\0\0", "out_of_bound: ssh_string:len: 4 > 2"),
        (b"\0\0\0\7abc", "out_of_bound: ssh_string:val: 11 > 7"),
    ],
)
def test_short_strings(talk: Talk, payload: bytes, reason: str) -> None:
    talk.agree(b"diffie-hellman-group1-sha1")
    talk.client(packet(30, payload))
    assert talk.violations == [reason]


def test_a_string_that_is_too_long(talk: Talk) -> None:
    talk.agree(b"diffie-hellman-group1-sha1")
    talk.client(packet(30, string(bytes(501))))
    assert talk.connection.weirds == ["X", "SSH_max_string_length_exceeded"]
    assert talk.violations == []


def old_packet(kind: int, payload: bytes) -> bytes:
    length = 1 + len(payload) + 4
    padding = bytes(8 - length % 8)
    return struct.pack(">I", length) + padding + bytes([kind]) + payload + bytes(4)


def number(text: bytes) -> bytes:
    return struct.pack(">H", len(text) * 8) + text


def test_version_one(talk: Talk) -> None:
    talk.client(b"SSH-1.5-c\n")
    talk.server(b"SSH-1.5-s\n")
    keys = bytes(12) + number(b"\3") + number(b"mod")
    keys += bytes(4) + number(b"\5") + number(b"host") + bytes(12)
    digest = hashlib.sha256(b"host\5").digest()
    events = talk.server(old_packet(2, keys))
    assert events[0] == ("ssh_server_host_key", digest[:16].hex(":").encode())
    assert events[2] == ("ssh1_server_host_key", b"host", b"\5")
    assert talk.connection.confirmed == 0
    session = b"\3" + bytes(8) + number(b"k") + bytes(4)
    assert talk.client(old_packet(3, session) + b"rest") == [
        ("ssh_encrypted_packet", True, 4)
    ]
    assert (talk.connection.confirmed, talk.violations) == (1, [])


def test_an_unknown_message_of_version_one(talk: Talk) -> None:
    talk.client(b"SSH-1.5-c\n")
    talk.server(b"SSH-1.5-s\n")
    talk.server(old_packet(9, b"abc"))
    assert talk.violations == ["invalid index for case: SSH1_Message: 9"]
