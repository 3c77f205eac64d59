"""Signatures, keys and what they say is not there."""

from __future__ import annotations

import struct

import pytest

from .conftest import Talk, message, name, record

RRSIG = struct.pack(">HBBIIIH", 1, 8, 2, 3600, 20, 10, 5) + name("Z") + b"signature"
NSEC3 = b"\1\0\0\5\2ab\3xyz" + b"\0\2\x40\1"


@pytest.mark.parametrize(
    "kind, data, told",
    [
        (46, RRSIG, (1, 8, 2, 3600.0, 20.0, 10.0, 5, b"z", b"signature")),
        (48, b"\1\1\3\10key", (257, 3, 8, b"key")),
        (43, b"\0\5\10\2digest", (5, 8, 2, b"digest")),
        (50, NSEC3, (0, 1, 5, 2, b"ab", 3, b"xyz", [b"\x40\1"])),
        (51, b"\1\0\0\5\2ab", (0, 1, 5, 2, b"ab")),
        (65534, b"\10\0\5\0\1", (8, 5, 0, 1)),
    ],
)
def test_records(talk: Talk, kind: int, data: bytes, told: tuple[object, ...]) -> None:
    assert talk.reply(kind, data) == [(b"a.b", 1, *told, 0)]
    assert talk.weirds == []


def test_the_next_name(talk: Talk) -> None:
    assert talk.reply(47, name("n") + b"\0\1\x40\1\2\1\2") == [
        b"n",
        [b"\x40", b"\1\2"],
    ]
    assert talk.reply(47, name("n") + b"\7\0") == [b"n", []]
    assert talk.reply(50, NSEC3[:-3] + b"\0")[0][-2] == []
    assert talk.weirds == ["DNSSEC_NSEC_bitmapLen0 7", "DNSSEC_NSEC3_bitmapLen0 0"]


@pytest.mark.parametrize(
    "algorithm, kind",
    [
        (0, "unknown"),
        (1, "NotRecommended"),
        (9, "unknown"),
        (252, "Indirect"),
        (253, "PrivateDNS"),
        (254, "PrivateOID"),
        (255, "unknown"),
    ],
)
def test_algorithms(talk: Talk, algorithm: int, kind: str) -> None:
    talk.reply(46, RRSIG[:2] + bytes([algorithm]) + RRSIG[3:])
    talk.reply(48, b"\1\1\3" + bytes([algorithm]) + b"key")
    assert talk.weirds == [
        f"DNSSEC_{record}_{kind}_ZoneSignAlgo {algorithm}"
        for record in ("RRSIG", "DNSKEY")
    ]


def test_odd_keys_and_digests(talk: Talk) -> None:
    talk.reply(48, b"\x83\x81\2\10key")
    talk.reply(43, b"\0\5\10\0digest")
    talk.reply(43, b"\0\5\10\5digest")
    assert talk.weirds == [
        f"DNSSEC_DNSKEY_Invalid_Flag {0x8381}",
        f"DNSSEC_DNSKEY_Revoked_KSK {0x8381}",
        "DNSSEC_DNSKEY_Invalid_Protocol 2",
        "DNSSEC_DS_ReservedDigestType 0",
        "DNSSEC_DS_unknown_DigestType 5",
    ]


@pytest.mark.parametrize("kind", [43, 46, 48, 50, 51, 65534])
def test_too_short(talk: Talk, kind: int) -> None:
    assert talk.reply(kind, b"\0\1\0") is None


def test_what_nobody_wants_is_passed_over() -> None:
    talk = Talk({"dns_A_reply"})
    odd = [record(kind, b"\xff\xff") for kind in (43, 46, 47, 48, 50, 51, 65534)]
    assert talk.events(message([], [*odd, record(1, bytes(4))])) == ["dns_A_reply"]
    assert talk.weirds == []
