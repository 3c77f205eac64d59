"""The data of ordinary records."""

from __future__ import annotations

import struct

import pytest

from pyzeek.values.addr import Addr

from .conftest import Talk, message, name, record

NAME = name("ns.a")
TEXTS = b"\3one\0\5three"


@pytest.mark.parametrize(
    "kind, data, told",
    [
        (1, b"\1\2\3\4", [Addr.parse("1.2.3.4")]),
        (28, b"\xfd" + bytes(15), [Addr(b"\xfd" + bytes(15))]),
        (38, b"\xfd" + bytes(15), [Addr(b"\xfd" + bytes(15))]),
        (2, NAME, [b"ns.a"]),
        (5, NAME, [b"ns.a"]),
        (12, NAME, [b"ns.a"]),
        (6, NAME + NAME + struct.pack(">5I", *range(5)),
         [(b"ns.a", b"ns.a", 0, 1.0, 2.0, 3.0, 4.0)]),
        (15, b"\0\12" + NAME, [b"ns.a", 10]),
        (33, b"\0\1\0\2\0\3" + NAME, [b"ns.a", 1, 2, 3]),
        (16, TEXTS, [[b"one", b"", b"three"]]),
        (99, TEXTS, [[b"one", b"", b"three"]]),
        (13, b"\3CPU\2OS", [b"CPU", b"OS"]),
        (257, b"\x80\5issueca.a", [0x80, b"issue", b"ca.a"]),
        (35, b"\0\1\0\2\1u\3SIP\0" + NAME, [(1, 2, b"u", b"SIP", b"", b"ns.a")]),
        (44, b"\1\2abc", [1, 2, b"abc"]),
        (11, b"\1\2\3\4\6\1", []),
        (4711, b"abc", []),
    ],
)  # fmt: skip
def test_records(talk: Talk, kind: int, data: bytes, told: list[object]) -> None:
    assert talk.reply(kind, data) == told
    assert talk.weirds == (["DNS_RR_unknown_type 4711"] if kind == 4711 else [])


def test_the_answer(talk: Talk) -> None:
    _, _, answer, _ = talk.hear(message([], [record(1, b"\1\2\3\4", cls=3, ttl=9)]))[1]
    assert answer == (1, b"a.b", 1, 3, 9.0)


def test_a_place(talk: Talk) -> None:
    data = bytes((0, 1, 2, 3)) + struct.pack(">3I", 4, 5, 6)
    assert talk.reply(29, data) == [(b"a.b", 1, 0, 1, 2, 3, 4, 5, 6, 0)]
    talk.reply(29, b"\1" + data[1:])
    assert talk.weirds == ["DNS_LOC_version_unrecognized 1"]


@pytest.mark.parametrize(
    "kind, data, told, weird",
    [
        (1, b"\1\2\3", None, "DNS_RR_bad_length"),
        (2, NAME + b"x", [b"ns.a"], "DNS_RR_length_mismatch"),
        (15, b"\0\12" + NAME + b"x", [b"ns.a", 10], "DNS_RR_length_mismatch"),
        (16, b"\3one\5two", [[b"one"]], "DNS_TXT_char_str_past_rdlen"),
        (13, b"\3CPU\5OS", [b"CPU", b""], "DNS_TXT_char_str_past_rdlen"),
        (257, b"\0\5issue", None, "DNS_CAA_char_str_past_rdlen"),
        (257, b"\0", None, "DNS_CAA_char_str_past_rdlen"),
    ],
)
def test_oddities(
    talk: Talk, kind: int, data: bytes, told: list[object] | None, weird: str
) -> None:
    assert talk.reply(kind, data) == told
    assert talk.weirds[0] == weird


def test_an_address_that_is_cut_off(talk: Talk) -> None:
    assert talk.reply(28, bytes(range(1, 11))) == [Addr(bytes(range(1, 9)) + bytes(8))]


def test_a_short_rule(talk: Talk) -> None:
    assert talk.reply(35, b"\0\1\0\2") is None
    assert talk.reply(35, b"\0\1\0\2\5u") is None
    assert talk.violations == ["DNS_NAPTR_too_short", "DNS_NAPTR_RR_too_short"]


def test_services_are_not_passed_over_where_they_are_told() -> None:
    services = record(11, b"\1\2\3\4\6\0\0\0")
    data = message([], [services, record(1, b"\1\2\3\4")])
    assert "dns_A_reply" not in Talk().events(data)
    assert "dns_A_reply" in Talk({"dns_A_reply"}).events(data)


def test_netbios(talk: Talk) -> None:
    assert talk.reply(32, bytes(6)) is None
    talk = Talk(port=137)
    assert talk.reply(33, b"\0\1\0\2\0\3" + NAME) is None


def test_what_nobody_wants_is_passed_over() -> None:
    talk = Talk({"dns_A_reply"})
    kinds = (11, 13, 16, 29, 44, 99, 257)
    odd = [record(kind, b"\xff\xff") for kind in kinds]
    assert talk.events(message([], [*odd, record(1, bytes(4))])) == ["dns_A_reply"]
    assert talk.weirds == []
