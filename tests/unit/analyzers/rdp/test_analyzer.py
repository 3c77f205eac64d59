"""Sessions of RDP made by hand: negotiation, settings, certificates, encryption."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.rdp import RDPAnalyzer

from ..notes import Connection, Conversation, Runtime


def tpkt(body: bytes) -> bytes:
    return struct.pack(">BBH", 3, 0, len(body) + 4) + body


def request(cookie: bytes = b"", negotiation: bytes = b"") -> bytes:
    rest = bytes(5) + cookie + negotiation
    return tpkt(bytes([len(rest) + 1, 0xE0]) + rest)


def confirm(negotiation: bytes = b"") -> bytes:
    rest = bytes(5) + negotiation
    return tpkt(bytes([len(rest) + 1, 0xD0]) + rest)


def block(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body) + 4) + body


def der(tag: int, body: bytes = b"") -> bytes:
    return bytes([tag, len(body)]) + body


def client(*blocks: bytes) -> bytes:
    head = der(2, b"\0") + der(4, b"\1") + der(4, b"\1") + der(1, b"\xff")
    head += der(0x30, b"t") + der(0x30, b"mi") + der(0x30, b"max") + bytes(4)
    gcc = struct.pack(">H5sH", 5, b"12345", 7) + bytes(8) + b"Duca" + bytes(2)
    return tpkt(b"\2\xf0\x80\x7f\x65" + head + gcc + b"".join(blocks))


def server(*blocks: bytes) -> bytes:
    head = bytes(3) + der(10, b"\0") + der(2, b"\0") + der(0x30, b"p") + bytes(4)
    create = bytes(5) + b"\2" + bytes(3) + b"McDn" + bytes(2)
    gcc = struct.pack(">H5sB", 5, b"12345", 7) + create
    return tpkt(b"\2\xf0\x80\x7f\x66" + head + gcc + b"".join(blocks))


CORE = block(
    0xC001,
    struct.pack("<HHHHHHII", 4, 8, 1280, 800, 1, 2, 0x409, 2600)
    + "host".encode("utf-16-le").ljust(32, b"\0")
    + struct.pack("<III", 4, 0, 12)
    + bytes(64)
    + struct.pack("<HHIHHH", 1, 1, 0, 24, 7, 0x43)
    + "id".encode("utf-16-le").ljust(64, b"\0"),
)
CHANNELS = block(0xC003, struct.pack("<I8sI", 1, b"rdpdr", 0x80800000))


def security(certificate: bytes, method: int = 2, level: int = 1) -> bytes:
    head = struct.pack("<IIII", method, level, 0x20, len(certificate))
    return block(0x0C02, head + bytes(0x20) + certificate)


PROPRIETARY = (
    struct.pack("<IIHH", 1, 1, 6, 18)
    + struct.pack("<4sIII", b"RSA1", 2, 16, 3)
    + b"mm"
    + struct.pack("<HH", 8, 2)
    + b"ss"
)


class Talk(Conversation):
    """An analyzer, and what came of what it was given."""

    def __init__(self) -> None:
        self.connection = Connection(Runtime(None))
        self.analyzer = RDPAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool = True) -> list[Any]:
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [
            (event[0].removeprefix("rdp_"), *event[2:]) for event in raised[before:]
        ]


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_requests(talk: Talk) -> None:
    negotiation = struct.pack("<BBHI", 1, 9, 8, 3)
    cookie = b"Cookie: mstshash=bob\r\n"
    assert talk.send(request(cookie, negotiation)) == [("connect_request", b"bob", 9)]
    assert talk.send(request(cookie)) == [("connect_request", b"bob", 0)]
    assert talk.send(request()) == [("connect_request", b"", 0)]
    assert talk.violations == []


def test_tls(talk: Talk) -> None:
    response = struct.pack("<BBHI", 2, 7, 8, 1)
    assert talk.send(confirm(response), False) == [
        ("begin_encryption", 1),
        ("negotiation_response", 1, 7),
    ]
    assert talk.send(b"\x16\x03\x01") == []


def test_a_failure(talk: Talk) -> None:
    failure = struct.pack("<BBHI", 3, 0, 8, 5)
    assert talk.send(confirm(failure), False) == [("negotiation_failure", 5, 0)]
    assert talk.send(confirm(), False) == []


def test_settings_of_a_client(talk: Talk) -> None:
    cluster = block(0xC004, struct.pack("<II", 0x11, 0x4B))
    keys = block(0xC002, struct.pack("<II", 3, 4))
    core, security, network, group = talk.send(client(CORE, keys, CHANNELS, cluster))
    assert core[1][:9] == (4, 8, 1280, 800, 1, 2, 0x409, 2600, b"host")
    assert core[1][18] == (True, True, *[False] * 2, True, *[False] * 4)
    assert core[1][19] == b"id"
    assert security == ("client_security_data", (3, 4))
    [channel] = network[1]
    assert channel[:3] == (b"rdpdr\0\0\0", 0x80800000, True) and channel[9]
    assert group == ("client_cluster_data", (0x11, 0x4B, True, 8, True, True))
    assert talk.connection.confirmed == 1


def test_settings_of_a_server(talk: Talk) -> None:
    core = block(0x0C01, struct.pack("<HHI", 4, 8, 1))
    network = block(0x0C03, struct.pack("<HH", 1003, 0))
    certificate = struct.pack("<I", 1) + PROPRIETARY
    events = talk.send(server(core, security(certificate), network), False)
    assert talk.violations == []
    assert events == [
        ("gcc_server_create_response", 2),
        ("server_certificate", 1, True),
        ("begin_encryption", 0),
        ("server_security", 2, 1),
    ]
    assert talk.send(b"12345") == [("native_encrypted_data", True, 5)]
    assert talk.violations == []


def test_certificates(talk: Talk) -> None:
    certificate = struct.pack("<IIIsI2s", 0x80000002, 2, 1, b"A", 2, b"BC")
    events = talk.send(server(security(certificate, 0, 0)), False)
    assert ("server_certificate", 2, False) in events
    given = talk.connection.rt.services["file_analysis"].given
    assert [x[0] for x in given if len(x) == 4] == [b"A", b"BC"]


@pytest.mark.parametrize("size", [1, 3, 50])
def test_in_pieces(size: int) -> None:
    talk, data = Talk(), client(CORE, CHANNELS)
    events = [
        event
        for at in range(0, len(data), size)
        for event in talk.send(data[at : at + size])
    ]
    assert [name for name, *_ in events] == ["client_core_data", "client_network_data"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (tpkt(b"\1"), "out_of_bound: COTP:pdu: 2 > 1"),
        (
            request(negotiation=struct.pack("<BBHI", 1, 0, 9, 3)),
            "&enforce violation : RDP_Negotiation_Request:length",
        ),
        (
            confirm(struct.pack("<BBHI", 9, 0, 8, 3)),
            "invalid index for case: Connect_Confirm_Record: 9",
        ),
        (client(block(0xC002, b"\0")), "out_of_bound: Client_Security_Data: 8 > 1"),
        (client(b"\1\xc0\0\0"), "out_of_bound: Data_Block:block: 0 > 4"),
        (
            client(block(0xC003, struct.pack("<I", 2))),
            "out_of_bound: Client_Network_Data:channel_def_array: 2 > 0",
        ),
        (
            server(block(0x0C02, struct.pack("<IIII", 1, 0, 5, 0))),
            "&enforce violation : Server_Security_Data:server_random_length",
        ),
    ],
)
def test_malformed(talk: Talk, data: bytes, reason: str) -> None:
    talk.send(data)
    assert talk.violations == [reason]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), max_size=4))
def test_damaged(changes: list[tuple[int, int]]) -> None:
    certificate = struct.pack("<I", 1) + PROPRIETARY
    for whole in (client(CORE, CHANNELS), server(security(certificate)), request()):
        data = bytearray(whole)
        for place, byte in changes:
            data[place % len(data)] = byte
        Talk().send(bytes(data))
