"""Records of SSL and TLS, and the messages of SSLv2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Talk, client_hello, record, server_hello, shorts


def hellos(version: int = 0x0303) -> Talk:
    """After both hellos."""
    talk = Talk()
    talk.send(record(22, client_hello()))
    talk.answer(record(22, server_hello(version=version)))
    return talk


def test_a_hello_in_two_records():
    talk, hello = Talk(), client_hello()
    first = talk.send(record(22, hello[:9], 0x0301))
    assert first == [("plaintext_data", True, 0x0301, 22, 9)]
    second = talk.send(record(22, hello[9:], 0x0301))
    names = ["client_hello", "handshake_message", "plaintext_data"]
    assert [event[0] for event in second] == names
    assert talk.connection.confirmed == 1


@given(st.lists(st.integers(1, 200), max_size=12))
def test_in_any_pieces(cuts):
    stream = record(22, client_hello()) + record(20, b"\1") + record(22, bytes(40))
    whole, pieces = Talk(), Talk()
    expected = whole.send(stream)
    found, at = [], 0
    for size in (*cuts, len(stream)):
        found += pieces.send(stream[at : at + size])
        at += size
    assert found == expected and expected[-1][0] == "encrypted_data"


def test_established_when_both_encrypt():
    talk = hellos()
    assert talk.send(record(20, b"\1")) == [
        ("change_cipher_spec", True),
        ("plaintext_data", True, 0x0303, 20, 1),
    ]
    assert talk.send(record(22, b"secret")) == [("encrypted_data", True, 0x303, 22, 6)]
    talk.answer(record(20, b"\1"))
    assert talk.answer(record(22, b"secret")) == [
        ("established",),
        ("encrypted_data", False, 0x0303, 22, 6),
    ]


def test_a_change_of_cipher_with_more_behind_it():
    talk = hellos()
    names = [event[0] for event in talk.send(record(20, b"\1xyz"))]
    assert names == ["change_cipher_spec", "plaintext_data", "encrypted_data"]


def test_with_tls_13_application_data_is_encrypted():
    talk = hellos(0x0304)
    assert talk.send(record(20, b"\1"))[0] == ("change_cipher_spec", True)
    assert talk.answer(record(23, b"secret")) == [
        ("probable_encrypted_handshake_message", False, 6),
        ("encrypted_data", False, 0x0303, 23, 6),
    ]
    assert talk.send(record(23, b"secret"))[:2] == [
        ("probable_encrypted_handshake_message", True, 6),
        ("established",),
    ]


def test_application_data_too_early():
    talk = hellos()
    assert talk.send(record(23, b"abc")) == [("plaintext_data", True, 0x0303, 23, 3)]


def test_alerts():
    talk = Talk()
    assert talk.send(record(21, b"\1\2\3\4"))[:2] == [
        ("alert", True, 1, 2),
        ("alert", True, 3, 4),
    ]
    assert talk.send(record(21, b"\1\2\3")) == [("alert", True, 1, 2)]
    assert talk.violations == ["out_of_bound: Alert: 2 > 1"]
    assert len(talk.send(record(21, bytes(100)))) == 11
    assert talk.connection.weirds == ["SSL_excessive_alerts_in_record"]


def test_one_alert_with_tls_13():
    talk = hellos(0x0304)
    assert len(talk.send(record(21, bytes(4)))) == 2


def test_a_heartbeat():
    talk = Talk()
    sent = talk.send(record(24, b"\1\x40\0abc"))
    assert sent[0] == ("heartbeat", True, 6, 1, 0x4000, b"abc")
    talk.send(record(24, b"\1\0"))
    assert talk.violations == ["out_of_bound: Heartbeat:payload_length: 3 > 2"]


def test_an_unknown_type():
    talk = Talk()
    talk.answer(record(30, b"x"))
    assert talk.violations == ["unknown SSL record type (30) from responder"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GET / HTTP", "Invalid version in TLS connection. Version: 17748"),
        (
            b"\x50\x03\x01\0\0",
            "Invalid type in TLS connection. Version: 769, Type: 80",
        ),
        (
            b"\x80\x10\x02\0\0",
            "Invalid headers in SSL connection. Head1: 16, head2: 2, head3: 0",
        ),
        (
            b"\x80\x10\x01\x09\x09",
            "Invalid version in SSL client hello. Version: 2313",
        ),
    ],
)
def test_something_else(data, reason):
    talk = Talk()
    assert talk.send(data * 3) == []
    assert talk.violations == [reason]
    assert talk.send(record(22, client_hello())) == []


def test_out_of_step():
    talk = hellos()
    talk.send(b"\x17\x09\x09\0\1x")
    assert talk.violations == [
        "Invalid version late in TLS connection. Packet reported version: 2313"
    ]
    assert talk.analyzer.skips


def test_nothing_after_a_gap():
    talk = hellos()
    talk.analyzer.gap(10, True)
    assert talk.answer(record(21, b"\1\2")) == []


# SSLv2


def old(kind: int, content: bytes) -> bytes:
    return shorts(0x8000 | len(content) + 1) + bytes((kind,)) + content


def old_hello(version: int = 2) -> bytes:
    ciphers = b"\1\0\x80\0\0\x2f"
    return old(1, shorts(version, len(ciphers), 2, 4) + ciphers + b"id" + b"rand")


def test_an_old_hello():
    talk = Talk()
    (hello, plain) = talk.send(old_hello(0x0301))
    ident = b"id".ljust(32, b"\0")
    said = ("client_hello", 0x0301, 0, 0.0, b"rand", ident, [0x10080, 0x2F], [])
    assert hello == said
    assert plain == ("plaintext_data", True, 0, 301, 18)
    # The server goes on with TLS.
    answer = talk.answer(record(22, server_hello()))
    assert answer[0][0] == "server_hello"


def test_a_whole_old_handshake():
    talk = Talk()
    talk.send(old_hello())
    content = shorts(2, 4, 3, 2) + b"cert\1\0\x80id"
    hello = talk.answer(old(4, b"\0\1" + content))[0]
    assert hello == ("server_hello", 2, 0, 0.0, b"id", bytes(32), 0x10080, 0)
    assert talk.given[0][0] == b"cert"
    key = b"\1\0\x80" + shorts(1, 2, 0) + b"abc"
    assert talk.send(old(2, key))[0] == ("established",)
    names = [event[0] for event in talk.answer(old(5, b"secret"))]
    assert names == ["established", "encrypted_data"]


def test_an_old_error():
    talk = Talk()
    talk.send(old_hello())
    talk.answer(old(4, b"\0\1" + shorts(2, 0, 3, 0) + b"\1\0\x80"))
    error = talk.answer(old(0, b"\0\2x"))[0]
    assert error == ("alert", False, 0xFFFF_FFFF_FFFF_FFFF, 2)


def test_an_old_record_that_is_too_short():
    talk = Talk()
    talk.send(b"\x80\0\1\0\2")
    assert talk.violations == ["out_of_bound: SSLRecord:rec: 2 > 5"]


@given(st.binary(max_size=80), st.booleans())
def test_anything(data, is_orig):
    talk = Talk()
    talk.send(data, is_orig)
    talk.send(b"\x80" + data, is_orig)


@given(st.data())
def test_damaged(data):
    stream = bytearray(record(22, client_hello()) + record(21, bytes(6)))
    for place in data.draw(st.lists(st.integers(0, len(stream) - 1), max_size=4)):
        stream[place] = data.draw(st.integers(0, 255))
    Talk().send(bytes(stream))
