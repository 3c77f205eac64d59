"""DNP3: frames, messages of several frames, and the objects in them."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.dnp3.analyzer import DNP3TCPAnalyzer, DNP3UDPAnalyzer, checksum

from ..notes import Connection, Runtime

READ_ALL = bytes.fromhex("c701 3c0206 3c0306 3c0406 3c0106")
RESPONSE = bytes.fromhex("c781 0000")
MASTER, OUTSTATION = 0xC4, 0x44


def frame(application: bytes, control: int = MASTER, transport: int = 0xC0) -> bytes:
    """A frame of link, transport and application layer."""
    data = bytes([transport]) + application
    header = b"\x05\x64" + struct.pack("<BBHH", len(data) + 5, control, 1, 100)
    blocks = [data[i : i + 16] for i in range(0, len(data), 16)]
    return b"".join(part + checksum(part) for part in (header, *blocks))


class Talk:
    """An analyzer, and what it says of what it hears."""

    def __init__(self, kind: type = DNP3TCPAnalyzer, proto: int = 6) -> None:
        self.rt = Runtime(None)
        self.connection = Connection(self.rt)
        self.connection.proto = proto
        self.analyzer = kind(self.connection)

    def hear(self, *pieces: bytes, is_orig: bool = True) -> list[tuple[object, ...]]:
        """The events: names without `dnp3_`, arguments behind the direction."""
        self.rt.raised.clear()
        for piece in pieces:
            self.analyzer.deliver(piece, is_orig)
        return [
            (event[0].removeprefix("dnp3_"), *event[3:]) for event in self.rt.raised
        ]


REQUEST_EVENTS = [
    ("header_block", 20, 0xC4, 1, 100),
    ("application_request_header", 0xC7, 1),
    ("object_header", 0x3C02, 6, 0, 65535, 65535),
    ("object_header", 0x3C03, 6, 0, 65535, 65535),
    ("object_header", 0x3C04, 6, 0, 65535, 65535),
    ("object_header", 0x3C01, 6, 0, 65535, 65535),
]


def test_checksum():
    assert checksum(b"123456789") == (0xEA82).to_bytes(2, "little")


@pytest.mark.parametrize("size", [1, 7, 11, 100])
def test_a_request_in_pieces(size):
    data = frame(READ_ALL)
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    talk = Talk()
    assert talk.hear(*pieces) == REQUEST_EVENTS
    assert talk.connection.confirmed
    assert talk.hear(data) == REQUEST_EVENTS


def test_a_message_of_two_frames():
    first = frame(READ_ALL[:5], transport=0x40)
    last = frame(READ_ALL[5:], transport=0x81)
    told = Talk().hear(first, last)
    assert told[0] == ("header_block", 11, 0xC4, 1, 100)
    assert told[1:] == REQUEST_EVENTS[1:]


def test_the_first_frame_is_missing():
    talk = Talk()
    assert talk.hear(frame(READ_ALL, transport=0x81)) == [REQUEST_EVENTS[0]]
    assert weirds(talk) == ["dnp3_first_application_layer_chunk_missing"]
    assert talk.hear(frame(READ_ALL)) == []


def weirds(talk: Talk) -> list[str]:
    return talk.connection.weirds


def test_what_is_wrong_with_frames():
    talk = Talk()
    talk.hear(b"\x05\x65" + bytes(20))
    assert weirds(talk) == ["dnp3_header_lacks_magic"]
    talk = Talk()
    with pytest.raises(ParseError, match="broken_checksum"):
        talk.hear(b"\x05\x64\x14" + bytes(20))
    assert weirds(talk) == ["dnp3_corrupt_header_checksum"]
    talk = Talk()
    talk.hear(frame(READ_ALL)[:-1] + b"\0")
    assert weirds(talk) == ["dnp3_corrupt_app_chunk_checksum"]
    talk = Talk()
    talk.hear(frame(READ_ALL, control=OUTSTATION))
    assert weirds(talk) == ["dnp3_unexpected_flow_direction"]


def test_frames_without_data_say_nothing():
    header = b"\x05\x64" + struct.pack("<BBHH", 5, MASTER, 1, 100)
    talk = Talk()
    assert talk.hear(header + checksum(header), frame(READ_ALL)) == []
    assert talk.connection.confirmed


def test_packets_are_for_the_other_analyzer():
    assert Talk(DNP3TCPAnalyzer, proto=17).hear(frame(READ_ALL)) == []
    assert Talk(DNP3UDPAnalyzer, proto=17).hear(frame(READ_ALL)) == REQUEST_EVENTS


def objects(header: str, data: str) -> list[tuple[object, ...]]:
    """The events of one header and its objects in a response."""
    message = RESPONSE + bytes.fromhex(header + data)
    told = Talk().hear(frame(message, OUTSTATION), is_orig=False)
    assert told[1] == ("application_response_header", 0xC7, 0x81, 0)
    return told[2:]


def test_objects_of_responses():
    assert objects("1e02 00 0102", "01 feff 02 1000") == [
        ("object_header", 0x1E02, 0, 2, 1, 2),
        ("object_prefix", 0),
        ("analog_input_16wFlag", 1, 2**64 - 2),
        ("response_data_object", 255),
        ("object_prefix", 0),
        ("analog_input_16wFlag", 2, 16),
        ("response_data_object", 255),
    ]
    assert objects("2008 28 0100", "0700 01 02000000 03000000 ff0000000001") == [
        ("object_header", 0x2008, 0x28, 1, 256, 0),
        ("object_prefix", 7),
        ("analog_input_event_DPwTime", 1, 2, 3, 0x0100000000FF),
        ("response_data_object", 255),
    ]
    assert [
        told[1] for told in objects("0101 00 0008", "a5 01")[1:] if "data" in told[0]
    ] == [0xA5, 1]
    assert objects("00f2 07 01", "02 03 616263")[2] == (
        "attribute_common",
        2,
        3,
        b"abc",
    )
    assert objects("4605 5b 01", "0b00 01000000 02000000 616263")[2] == (
        "file_transport",
        1,
        2,
        b"abc",
    )
    assert objects("6e03 07 01", "616263")[1:] == [
        ("object_prefix", 0),
        ("response_data_object", 255),
    ]
    assert objects("f001 07 01", "616263")[2] == ("debug_byte", b"abc")


def test_a_command():
    message = bytes.fromhex("c703 0c01 28 0100 0a00 41 01 64000000 c8000000 00")
    assert Talk().hear(frame(message))[2:] == [
        ("object_header", 0x0C01, 0x28, 1, 256, 0),
        ("object_prefix", 10),
        ("crob", 0x41, 1, 100, 200, 0),
    ]


def test_objects_that_are_cut_off():
    message = RESPONSE + bytes.fromhex("1e01 07 02 01 00")
    talk = Talk()
    with pytest.raises(ParseError, match="out_of_bound"):
        talk.hear(frame(message, OUTSTATION), is_orig=False)
    assert talk.hear(frame(READ_ALL)) == []


def test_counts_without_objects_are_bounded():
    message = bytes.fromhex("c702 4602 09 ffffffff")
    with pytest.raises(ParseError):
        Talk().hear(frame(message))
    many = bytes.fromhex("c702 4602 09 ffffff7f")
    assert len(Talk().hear(frame(many))) < 70_000


@given(st.binary(max_size=200), st.booleans())
def test_any_message(data, is_orig):
    control = MASTER if is_orig else OUTSTATION
    try:
        Talk().hear(frame(data, control), is_orig=is_orig)
    except ParseError:
        pass


@given(st.lists(st.binary(max_size=40)), st.booleans())
def test_any_bytes(pieces, is_orig):
    try:
        Talk().hear(*pieces, is_orig=is_orig)
    except ParseError:
        pass
