"""SNMP messages of all versions, and what is malformed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.snmp import SNMPAnalyzer

from .notes import Connection, Runtime


def der(tag: int, *content: bytes) -> bytes:
    body = b"".join(content)
    assert len(body) < 0x80
    return bytes([tag, len(body)]) + body


def integer(*content: int) -> bytes:
    return der(2, bytes(content))


SYS_DESCR = der(6, bytes([43, 6, 1, 2, 1, 1, 1, 0]))
PUBLIC = der(4, b"public")


def pdu(tag: int, *values: bytes) -> bytes:
    bindings = [der(0x30, SYS_DESCR, value) for value in values]
    return der(tag, integer(9), integer(1), integer(2), der(0x30, *bindings))


def message(version: int, *parts: bytes) -> bytes:
    return der(0x30, integer(version), *parts)


def version_3(scoped: bytes, flags: bytes = b"\x04", model: int = 3) -> bytes:
    head = der(0x30, integer(7), integer(8), der(4, flags), integer(model))
    user = der(
        0x30, der(4, b"E"), integer(1), integer(2), der(4, b"bob"), der(4), der(4, b"P")
    )
    return message(3, head, der(4, user), scoped)


def heard(data: bytes, is_orig: bool = True) -> Connection:
    connection = Connection(Runtime(None))
    SNMPAnalyzer(connection).deliver(data, is_orig)  # type: ignore[arg-type]
    return connection


def event(data: bytes, is_orig: bool = True) -> Any:
    connection = heard(data, is_orig)
    assert connection.violations == [] and connection.confirmed == (not is_orig)
    [(name, _, was_orig, *values)] = connection.rt.raised
    assert was_orig is is_orig
    return name, *values


def violation(data: bytes) -> str:
    [reason] = heard(data).violations
    return reason.removeprefix("Binpac exception: binpac exception: ")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (0xA0, "get_request"),
        (0xA1, "get_next_request"),
        (0xA2, "response"),
        (0xA3, "set_request"),
        (0xA5, "get_bulk_request"),
        (0xA6, "inform_request"),
        (0xA7, "trapV2"),
        (0xA8, "report"),
    ],
)
def test_kinds(tag: int, name: str) -> None:
    raised, header, shown = event(message(1, PUBLIC, pdu(tag, der(5))), False)
    assert raised == f"snmp_{name}"
    assert header == (1, None, (b"public",))
    assert shown == (9, 1, 2, [(b"1.3.6.1.2.1.1.1.0", (5,))])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (der(5), (5,)),
        (der(0x81), (0x81,)),
        (SYS_DESCR, (6, b"1.3.6.1.2.1.1.1.0")),
        (integer(0xFF), (2, None, 255)),
        (integer(*[0xFF] * 8), (2, None, -1)),
        (der(0x43, b"\1\0"), (0x43, None, None, 256)),
        (der(0x46, b"\xff" * 8), (0x46, None, None, 2**64 - 1)),
        (der(4, b"text"), (4, None, None, None, None, b"text")),
        (der(0x44, b"raw"), (0x44, None, None, None, None, b"raw")),
    ],
)
def test_values(value: bytes, shown: tuple[object, ...]) -> None:
    _, _, (_, _, _, bindings) = event(message(0, PUBLIC, pdu(0xA2, value)))
    assert bindings[0][1] == shown


@pytest.mark.parametrize(
    ("content", "text"), [(bytes([10, 0, 0, 1]), "10.0.0.1"), (b"", "::")]
)
def test_addresses(content: bytes, text: str) -> None:
    value = der(0x40, content)
    _, _, (_, _, _, bindings) = event(message(0, PUBLIC, pdu(0xA2, value)))
    assert str(bindings[0][1][4]) == text


def test_a_trap() -> None:
    agent, time = der(0x40, bytes([10, 0, 0, 1])), der(0x43, b"\5")
    trap = der(0xA4, SYS_DESCR, agent, integer(6), integer(3), time, der(0x30))
    name, _, shown = event(message(0, PUBLIC, trap))
    enterprise, address, *rest = shown
    assert (name, enterprise) == ("snmp_trap", b"1.3.6.1.2.1.1.1.0")
    assert str(address) == "10.0.0.1" and rest == [6, 3, 5, []]


def test_version_3() -> None:
    scoped = der(0x30, der(4, b"e"), der(4, b"n"), pdu(0xA0))
    name, (version, _, _, header), _ = event(version_3(scoped))
    assert (name, version) == ("snmp_get_request", 3)
    assert header[:7] == (7, 8, 4, False, False, True, 3)
    assert header[8:] == ((b"e", b"n"), (b"E", 1, 2, b"bob", b"", b"P"))


def test_an_encrypted_pdu_tells_nothing_of_its_user() -> None:
    name, (_, _, _, header) = event(version_3(der(4, b"secret"), b"\x07"))
    assert name == "snmp_encrypted_pdu" and header[8:] == (None, None)


def test_what_is_unknown() -> None:
    assert event(message(9, PUBLIC))[:2] == ("snmp_unknown_header_version", 9)
    assert event(message(0, PUBLIC, der(0xB0)))[::2] == ("snmp_unknown_pdu", 0xB0)
    name, _, tag = event(version_3(der(0x31)))
    assert (name, tag) == ("snmp_unknown_scoped_pdu", 0x31)


def test_flags_of_the_wrong_length() -> None:
    connection = heard(version_3(der(4, b"x"), b""))
    assert connection.violations == ["Invalid v3 HeaderData msgFlags"]
    assert [name for name, *_ in connection.rt.raised] == ["snmp_encrypted_pdu"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "out_of_bound: ASN1EncodingMeta:len: 2 > 0"),
        (der(0x31), "Got ASN.1 tag 49, expect 48"),
        (der(0x30, der(4)), "Got ASN.1 tag 4, expect 2"),
        (message(0, integer(0)), "Got ASN.1 tag 2, expect 4"),
        (der(0x30, integer(*range(10))), "ASN.1 integer width overflow: 10"),
        (message(0, b"\4\5abc"), "out_of_bound: ASN1Encoding:content: 7 > 5"),
    ],
)
def test_malformed(data: bytes, reason: str) -> None:
    assert violation(data) == reason


@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 255))
def test_damaged(data: bytes, place: int, byte: int) -> None:
    whole = bytearray(message(1, PUBLIC, pdu(0xA2, der(4, data), der(5))))
    whole[place % len(whole)] = byte
    heard(bytes(whole))
