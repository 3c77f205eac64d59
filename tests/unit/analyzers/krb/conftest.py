"""Kerberos messages made by hand, and an analyzer that hears them."""

from __future__ import annotations

from typing import Any

import pytest

from pyzeek.analyzers.krb import KRBAnalyzer, KRBTCPAnalyzer

from ..notes import Connection, Conversation, Runtime


def der(tag: int, *content: bytes) -> bytes:
    """A value; its length takes one byte or three."""
    body = b"".join(content)
    size = len(body)
    length = bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + body


def element(number: int, *content: bytes) -> bytes:
    return der(0xA0 + number, *content)


def seq(*content: bytes) -> bytes:
    return der(0x30, *content)


def integer(number: int) -> bytes:
    size = number.bit_length() // 8 + 1
    return der(0x02, number.to_bytes(size, "big"))


def text(value: bytes) -> bytes:
    return der(0x1B, value)


def time(value: bytes = b"20200102030405Z") -> bytes:
    return der(0x18, value)


def name(*components: bytes) -> bytes:
    listed = seq(*map(text, components))
    return seq(element(0, integer(1)), element(1, listed))


def encrypted(etype: int, cipher: bytes, kvno: int | None = None) -> bytes:
    version = b"" if kvno is None else element(1, integer(kvno))
    return seq(element(0, integer(etype)), version, element(2, der(0x04, cipher)))


def ticket(realm: bytes = b"R", *service: bytes) -> bytes:
    fields = (
        element(0, integer(5)),
        element(1, text(realm)),
        element(2, name(*(service or (b"krbtgt", b"R")))),
        element(3, encrypted(18, b"secret", 2)),
    )
    return der(0x61, seq(*fields))


def pieces(*items: tuple[int, bytes]) -> bytes:
    """Pre-authentication data by types and contents."""
    return seq(
        *[seq(element(1, integer(kind)), element(2, der(0x04, data)))
          for kind, data in items]
    )  # fmt: skip


def kdc_request(kind: int, *fields: bytes, padata: bytes = b"") -> bytes:
    head = element(1, integer(5)), element(2, integer(kind))
    data = element(3, padata) if padata else b""
    return der(0x60 + kind, seq(*head, data, element(4, seq(*fields))))


def kdc_response(kind: int, padata: bytes = b"") -> bytes:
    fields = (
        element(0, integer(5)),
        element(1, integer(kind)),
        element(2, padata) if padata else b"",
        element(3, text(b"R")),
        element(4, name(b"alice")),
        element(5, ticket()),
        element(6, encrypted(23, b"part")),
    )
    return der(0x60 + kind, seq(*fields))


def ap_request(flags: int = 0) -> bytes:
    fields = (
        element(0, integer(5)),
        element(1, integer(14)),
        element(2, der(0x03, b"\0", flags.to_bytes(4, "big"))),
        element(3, ticket()),
        element(4, encrypted(18, b"auth")),
    )
    return der(0x6E, seq(*fields))


class Talk(Conversation):
    """An analyzer, and what came of what it was given."""

    def __init__(self, wanted: set[str] | None = None, *, tcp: bool = False):
        self.connection = Connection(Runtime(wanted))
        cls = KRBTCPAnalyzer if tcp else KRBAnalyzer
        self.analyzer = cls(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool = True) -> list[Any]:
        """The events of these bytes, without `c`."""
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [
            (event[0].removeprefix("krb_"), *event[2:]) for event in raised[before:]
        ]


@pytest.fixture
def talk() -> Talk:
    return Talk()
