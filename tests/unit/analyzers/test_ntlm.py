"""NTLM messages: fields, strings, attributes, and what is malformed."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.ntlm import NTLMAnalyzer

from .notes import Connection, Runtime

SIGNATURE = b"NTLMSSP\0"
# Recorded from Samba's client and server.
NEGOTIATE = bytes.fromhex(
    "4e544c4d53535000010000001582086200000000280000000000000028000000060100000000000f"
)
CHALLENGE = bytes.fromhex(
    "4e544c4d53535000020000000c000c003800000015828a620ca6a1cf743b215b00000000000000007"
    "600760044000000060100000000000f53004500520056004500520002000c00530045005200560045"
    "00520001000c00530045005200560045005200040018006500780061006d0070006c0065002e00740"
    "06500730074000300260073006500720076006500720"
    "02e006500780061006d0070006c0065002e00740065007300740007000800dee2d971b879dd010000"
    "0000"
)
FLAGS_OF_NEGOTIATE = 0x62088215
BITS = (31, 30, 29, 25, 23, 22, 20, 19, 17, 16, 15, 13, 12, 11, 9, 7, 6, 5, 4, 2, 1, 0)


def flags(number: int) -> tuple[bool, ...]:
    return tuple(number >> bit & 1 == 1 for bit in BITS)


def heard(
    data: bytes, wanted: set[str] | None = None
) -> tuple[list[Any], list[str], int]:
    """Events, violations and confirmations of one message."""
    connection = Connection(Runtime(wanted))
    NTLMAnalyzer(connection).deliver(data, True)  # type: ignore[arg-type]
    reasons = [v.split("binpac exception: ")[-1] for v in connection.violations]
    return connection.rt.raised, reasons, connection.confirmed


def negotiate(bits: int, domain: tuple[int, int], rest: bytes) -> bytes:
    length, offset = domain
    head = (bits, length, length, offset, 0, 0, 0xFFFF)
    return SIGNATURE + struct.pack("<IIHHIHHI", 1, *head) + rest


def challenge(pairs: bytes, length: int | None = None) -> bytes:
    length = len(pairs) if length is None else length
    fields = (2, 0, 0, 48, 0x00800000, 7, b"", length, length, 48)
    return SIGNATURE + struct.pack("<IHHIIQ8sHHI", *fields) + pairs


def authenticate(*parts: bytes, bits: int = 1) -> bytes:
    """With the LM and NT responses, domain, user, workstation and session key."""
    places, rest = b"", b""
    for part in parts:
        places += struct.pack("<HHI", len(part), len(part), 64 + len(rest))
        rest += part
    return SIGNATURE + struct.pack("<I", 3) + places + struct.pack("<I", bits) + rest


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def test_negotiate() -> None:
    record = (flags(FLAGS_OF_NEGOTIATE), None, None, (6, 1, 0, 15))
    assert heard(NEGOTIATE) == ([("ntlm_negotiate", "c", record)], [], 1)


def test_negotiate_with_domain() -> None:
    data = negotiate(0x1000, (4, 34), b"..a\0b\0")
    record = (flags(0x1000), b"ab", None, None)
    assert heard(data)[0] == [("ntlm_negotiate", "c", record)]


def test_challenge() -> None:
    [(name, _, record)], reasons, _ = heard(CHALLENGE)
    bits, number, target, version, attributes = record
    assert (name, reasons) == ("ntlm_challenge", [])
    assert bits == flags(0x628A8215)
    assert number == 0x5B213B74CFA1A60C
    assert (target, version) == (b"SERVER", (6, 1, 0, 15))
    [fields] = attributes
    assert fields.pop("timestamp") == pytest.approx(1795266098.203108)
    assert fields == {
        "nb_domain_name": b"SERVER",
        "nb_computer_name": b"SERVER",
        "dns_domain_name": b"example.test",
        "dns_computer_name": b"server.example.test",
    }


@pytest.mark.parametrize(
    ("pairs", "fields"),
    [
        ("00000000", {}),
        (
            "0500020061000900020062000000ffff",
            {"dns_tree_name": b"a", "target_name": b"b"},
        ),
        ("060004000300000000000000", {"constrained_auth": True}),
        ("060004000200000000000000", {"constrained_auth": False}),
        ("0a000200111100000000", {}),
        (
            "08000000" + "30000000" + "00" * 4 + "00000000" + "09000000" + "0000ffff",
            {"single_host_id": 9},
        ),
        (
            "08000000"
            + "30000000"
            + "00" * 4
            + "01000000"
            + "aabbccdd"
            + "0900000000000000",
            {"single_host_id": 9},
        ),
        ("0100020061000100020062000000ffff", {"nb_computer_name": b"b"}),
    ],
)
def test_attributes(pairs: str, fields: dict[str, Any]) -> None:
    [(_, _, record)], reasons, confirmed = heard(challenge(bytes.fromhex(pairs)))
    assert record[-1] == ((fields,) if fields else ())
    assert (reasons, confirmed) == ([], 1)


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (challenge(bytes.fromhex("010002006100")), 1),
        (challenge(b"", length=4), 1),
        (challenge(b"", length=0), 0),
    ],
)
def test_attributes_without_end(data: bytes, reasons: int) -> None:
    raised, violations, confirmed = heard(data)
    assert violations == ["NTLM AV Pair loop underflow"] * reasons
    assert len(raised) == confirmed == 1


def test_authenticate() -> None:
    data = authenticate(b"l", b"nt", wide("DOM"), wide("al"), wide("ws"), b"key")
    record = (flags(1), b"DOM", b"al", b"ws", b"key", None, b"nt")
    assert heard(data) == ([("ntlm_authenticate", "c", record)], [], 1)


def test_authenticate_of_nobody() -> None:
    record = (flags(0), *[None] * 6)
    data = authenticate(*[b""] * 6, bits=0)
    assert heard(data)[0] == [("ntlm_authenticate", "c", record)]


def test_other_messages() -> None:
    assert heard(SIGNATURE + b"\4\0\0\0whatever") == ([], [], 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"NTLM", "out_of_bound: NTLM_SSP_Token:signature: 8 > 4"),
        (SIGNATURE + b"\1", "out_of_bound: NTLM_SSP_Token:msg_type: 12 > 9"),
        (NEGOTIATE[:31], "out_of_bound: NTLM_Negotiate:workstation_fields: 20 > 19"),
        (NEGOTIATE[:39], "out_of_bound: NTLM_Version: 8 > 7"),
        (CHALLENGE[:40], "out_of_bound: NTLM_Challenge:target_info_fields: 36 > 28"),
        (
            authenticate(*[b""] * 6)[:60],
            "out_of_bound: NTLM_Authenticate:flags: 52 > 48",
        ),
        (
            negotiate(0x1000, (4, 34), b"..a\0b"),
            "out_of_bound: NTLM_String:string: 6 > 5",
        ),
        (negotiate(0x1000, (4, 38), b"...."), "out_of_bound: NTLM_String:pad1: 6 > -2"),
        (negotiate(0x1000, (4, 31), b"...."), "out_of_bound: NTLM_String:pad1: -1 > 5"),
        (challenge(b"\1\0\4"), "out_of_bound: NTLM_AV_Pair:length: 4 > 3"),
        (
            challenge(b"\1\0\4\0a\0"),
            "out_of_bound: NTLM_AV_Pair:nb_computer_name: 8 > 6",
        ),
        (challenge(b"\6\0\4\0a"), "out_of_bound: NTLM_AV_Pair:av_flags: 8 > 5"),
        (challenge(b"\x0b\0\0\0"), "invalid index for case: NTLM_AV_Pair: 11"),
    ],
)
def test_malformed(data: bytes, reason: str) -> None:
    assert heard(data) == ([], [reason], 0)


def test_nothing_is_made_for_nobody() -> None:
    assert heard(challenge(b"", length=4), wanted=set()) == ([], [], 1)


@given(
    data=st.binary(max_size=120), at=st.integers(0, 100), kind=st.sampled_from("123")
)
def test_anything(data: bytes, at: int, kind: str) -> None:
    message = SIGNATURE + struct.pack("<I", int(kind)) + data
    raised, reasons, confirmed = heard(message)
    assert len(raised) == confirmed or reasons
    cut = CHALLENGE[:at] + data + CHALLENGE[at + len(data) :]
    _, reasons, confirmed = heard(cut)
    assert confirmed or reasons
