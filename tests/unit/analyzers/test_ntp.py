"""NTP messages of all modes, and what is malformed."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from pyzeek.analyzers.ntp import NTPAnalyzer

from .notes import Connection, Runtime

HALF = 0x80000000
SECOND = 2208988800
"1970 in the time of NTP."


def standard(
    mode: int = 3, stratum: int = 2, reference: bytes = b"\x0a\0\0\x01"
) -> bytes:
    head = struct.pack(">BBbb", 4 << 3 | mode, stratum, 6, -1)
    root = struct.pack(">hhhh", 1, 0x4000, -1, 0)
    times = struct.pack(">8I", 0, 0, SECOND + 1, HALF, SECOND + 2, 0, SECOND + 3, 0)
    return head + root + reference + times


def heard(*messages: tuple[bytes, bool]) -> Connection:
    connection = Connection(Runtime(None))
    analyzer = NTPAnalyzer(connection)  # type: ignore[arg-type]
    for data, is_orig in messages:
        analyzer.deliver(data, is_orig)
    return connection


def message(data: bytes) -> Any:
    [(event, _, is_orig, shown)] = heard((data, True)).rt.raised
    assert event == "ntp_message" and is_orig
    return shown


def violation(data: bytes) -> str:
    connection = heard((data, True))
    assert not connection.rt.raised and not connection.confirmed
    [reason] = connection.violations
    return reason.removeprefix("Binpac exception: binpac exception: ")


def test_times() -> None:
    version, mode, times = message(standard())
    assert (version, mode) == (4, 3)
    stratum, poll, precision, delay, dispersion, kiss, name, address, *rest = times
    assert (stratum, poll, precision) == (2, 64.0, 0.5)
    assert (delay, dispersion) == (1.25, -1.0)
    assert (kiss, name, str(address)) == (None, None, "10.0.0.1")
    assert rest == [0.0, 1.5, 2.0, 3.0, None, None, 0]


@pytest.mark.parametrize(("stratum", "place"), [(0, 5), (1, 6)])
def test_what_the_reference_is(stratum: int, place: int) -> None:
    times = message(standard(3, stratum, b"GPS\0"))[2]
    assert times[place] == b"GPS\0"


@pytest.mark.parametrize("size", [16, 20])
def test_a_key(size: int) -> None:
    digest = bytes(range(size))
    times = message(standard() + struct.pack(">I", 7) + digest)[2]
    assert times[12:] == (7, digest, 0)


def extension(value: bytes, signature: bytes, length: int | None = None) -> bytes:
    size = 22 + len(value) + len(signature)
    padded = -(-size // 4) * 4 if length is None else length
    head = struct.pack(">BBHHIII", 2, 1, padded, 3, 4, 5, len(value))
    body = head + value + struct.pack(">I", len(signature)) + signature
    return body + bytes(max(padded - size, 0))


def test_extensions_to_the_end() -> None:
    times = message(standard() + extension(b"abc", b"sign") + extension(b"", b"x"))[2]
    assert times[12:] == (None, None, 2)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            extension(b"", b"", 15) + bytes(9),
            "&enforce violation : Extension_Field:len",
        ),
        (
            extension(b"", b"", 17) + bytes(9),
            "&enforce violation : Extension_Field:value_len",
        ),
        (
            extension(b"", b"", 20) + bytes(9),
            "&enforce violation : Extension_Field:sig_len",
        ),
        (bytes(4) + bytes([0xFF] * 24), "&enforce violation : Extension_Field:len"),
        (
            extension(b"", b"ab", 40)[:-4],
            "out_of_bound: Extension_Field:pad: 40 > -4",
        ),
        (
            extension(b"", b"ab", 40) + bytes(5),
            "out_of_bound: Extension_Field:value_len: 18 > 5",
        ),
    ],
)
def test_malformed_extensions(data: bytes, reason: str) -> None:
    assert violation(standard() + data) == reason


def test_padding_belongs_to_an_extension() -> None:
    assert message(standard() + extension(b"", b"ab", 40))[2][-1] == 1


def test_control() -> None:
    head = struct.pack(">BBHHHHH", 2 << 3 | 6, 0xE2, 9, 8, 7, 0, 3)
    version, mode, nothing, control = message(head + b"abc")
    assert (version, mode, nothing) == (2, 6, None)
    assert control == (2, True, True, True, 9, 8, 7, b"abc", None, None)
    check = struct.pack(">I", 5) + b"checksum"
    assert message(head + b"abc" + check)[3][-2:] == (5, b"checksum")
    assert violation(head + b"ab") == "out_of_bound: NTP_control_msg:data: 14 > 13"


def test_private() -> None:
    head = struct.pack(">BBBBH", 2 << 3 | 7, 0x05, 3, 42, 0x7002)
    private = message(head + b"xy")[4]
    assert private == (42, False, 5, 3, 7, b"xy")
    signed = struct.pack(">BBBBH", 2 << 3 | 7, 0x85, 3, 42, 0)
    assert message(signed + bytes(20))[4] == (42, True, 5, 3, 0, None)
    assert violation(signed) == "out_of_bound: NTP_MAC: 20 > 0"


def test_mode_zero_says_nothing() -> None:
    assert message(bytes([4 << 3]) + b"rest") == (4, 0)


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        (0, "out_of_bound: NTP_PDU:first_byte: 1 > 0"),
        (1, "out_of_bound: NTP_std_msg:root_dispersion: 11 > 0"),
        (12, "out_of_bound: NTP_std_msg:reference_id: 15 > 11"),
        (47, "out_of_bound: NTP_std_msg:transmit_ts: 47 > 46"),
    ],
)
def test_short(size: int, reason: str) -> None:
    assert violation(standard()[:size]) == reason


def test_a_server_that_came_first() -> None:
    messages = [(4, True), (4, True), (3, True), (3, False)]
    connection = heard(*[(standard(mode), is_orig) for mode, is_orig in messages])
    assert connection.weirds == ["^", "^"]
