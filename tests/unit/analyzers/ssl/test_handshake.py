"""Messages of the handshake: hellos, certificates, tickets, requests."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from .conftest import (
    RANDOM,
    Talk,
    client_hello,
    counted,
    extension,
    handshake,
    message,
    record,
    server_hello,
    shorts,
)


def test_a_client_hello():
    hello = Talk().send(record(22, client_hello()))[0]
    suites = [0xC02F, 0x2F]
    said = ("client_hello", 0x0303, 0x0303, 7.0, RANDOM, bytes(32), suites, [0])
    assert hello == said


def test_a_server_hello():
    hello = Talk().answer(record(22, server_hello()))[0]
    random = b"\0\0\0\x08" + RANDOM
    assert hello == ("server_hello", 0x0303, 0x0303, 8.0, random, bytes(32), 0xC02F, 0)


def test_the_hello_of_a_draft():
    talk = Talk()
    random = b"\0\0\0\x08" + RANDOM
    content = shorts(0x7F12), random, shorts(0x1301), counted(2, extension(1, b"x"))
    hello = talk.answer(handshake(2, *content))
    assert hello[0] == ("extension", False, 1, b"x")
    assert hello[1][1:3] == (0x7F12, 0x0303)
    assert talk.analyzer.is_tls13


def test_a_version_that_is_none():
    talk = Talk()
    assert talk.send(record(22, client_hello(version=0x0909)))[0][0] == "client_hello"
    assert talk.violations == ["unsupported client SSL version 0x0909"]
    assert talk.send(record(22, client_hello())) == []


def test_the_other_way_round():
    talk = Talk()
    hello = talk.answer(record(22, client_hello()))
    assert hello[0] == ("connection_flipped",)
    assert ("handshake_message", True, 1, len(client_hello()) - 4) in hello
    talk.send(record(22, server_hello()))
    assert talk.connection.weirds == []
    assert talk.send(record(22, client_hello()))[0] == ("connection_flipped",)
    assert talk.connection.weirds == ["SSL_unclear_connection_direction"]


def test_an_unknown_message():
    talk = Talk()
    assert talk.send(handshake(99, b"x"))[0] == ("handshake_message", True, 99, 1)
    assert talk.violations == ["unknown handshake message (99) from originator"]


def test_several_in_one_record():
    talk = Talk()
    messages = message(14) + message(15, b"x") + message(20, b"y") + message(21)
    names = talk.answer(record(22, messages))
    kinds = [event[2] for event in names if event[0] == "handshake_message"]
    assert kinds == [14, 15, 20, 21]


def test_a_hello_that_is_cut_off():
    talk = Talk()
    body = client_hello()[4:]
    for size in (3, 20, 34):
        names = [event[0] for event in talk.send(handshake(1, body[:size]))]
        assert names == ["plaintext_data"]
    assert talk.violations == [
        "out_of_bound: ClientHello:gmt_unix_time: 6 > 3",
        "out_of_bound: ClientHello:random_bytes: 34 > 20",
        "out_of_bound: ClientHello:session_len: 35 > 34",
    ]


def test_a_session_that_is_too_long():
    talk = Talk()
    head = shorts(0x0303) + b"\0\0\0\x07" + RANDOM
    rest = counted(2, shorts(1)) + b"\1\0"
    (long, *_) = talk.send(handshake(1, head, counted(1, b"x" * 33), rest))
    assert long[5] == bytes(32)
    (short, *_) = talk.send(handshake(1, head, counted(1, b"abc"), rest))
    assert short[5] == b"abc".ljust(32, b"\0")


def test_certificates():
    talk = Talk()
    chain = counted(3, b"host"), counted(3, b""), counted(3, b"authority")
    talk.answer(handshake(11, counted(3, *chain)))
    (host, name, is_orig, more), _, (authority, _, _, second), _ = talk.given
    assert (host, name, is_orig, authority) == (b"host", "SSL", False, b"authority")
    assert more["fuid"].endswith(b"F10.0.0.1:1000 > 10.0.0.2:880")
    assert second["fuid"].endswith(b":882")
    kinds = [m["mime_type"].decode()[-9:] for m in (more, second)]
    assert kinds == ["user-cert", "9-ca-cert"]
    assert talk.connection.weirds == ["zero_length_certificate"]


def test_a_ticket():
    ticket = Talk().answer(handshake(4, b"\0\0\x0e\x10", counted(2, b"ticket")))[0]
    assert ticket == ("session_ticket_handshake", 3600, b"ticket")


def test_a_request_for_certificates():
    talk = Talk()
    talk.answer(record(22, server_hello()))
    names = counted(2, counted(2, b"first"), counted(2, b"second"))
    request = handshake(13, counted(1, b"\1\2"), counted(2, b"\4\3"), names)
    found = talk.answer(request)
    listed = [(4, 3)]
    assert found[0] == ("extension_signature_algorithm", False, listed)
    about = [1, 2], listed, [b"first", b"second"]
    assert found[1] == ("certificate_request", False, *about)


def test_a_request_before_tls_12():
    talk = Talk()
    talk.answer(record(22, server_hello(version=0x0301)))
    found = talk.answer(handshake(13, counted(1, b"\1"), counted(2)))
    assert found[0] == ("certificate_request", False, [1], [], [])


def test_the_status_of_a_certificate():
    talk = Talk()
    found = talk.answer(handshake(22, b"\1", counted(3, b"status")))
    assert found[0] == ("stapled_ocsp", False, b"status")
    assert talk.given[0][3]["mime_type"] == b"application/ocsp-response"
    assert talk.given[0][3]["fuid"].endswith(b"ocsp")
    talk.answer(handshake(22, b"\1", counted(3)))
    assert talk.connection.weirds == ["SSL_zero_length_stapled_OCSP_message"]


@given(st.integers(0, 30), st.binary(max_size=60), st.booleans())
def test_anything(kind, body, is_orig):
    talk = Talk()
    talk.answer(record(22, server_hello()))
    talk.send(handshake(kind, body), is_orig)


@given(st.data())
def test_damaged_hellos(data):
    names = counted(2, b"\0" + counted(2, b"host"))
    hello = client_hello(extension(0, names), extension(16, counted(2, b"\2h2")))
    stream = bytearray(hello)
    for place in data.draw(st.lists(st.integers(4, len(stream) - 1), max_size=4)):
        stream[place] = data.draw(st.integers(0, 255))
    Talk().send(record(22, bytes(stream)))
