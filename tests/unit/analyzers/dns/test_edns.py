"""The pseudo record of EDNS and its options."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from pyzeek.values.addr import Addr

from .conftest import Talk, message, record


def option(code: int, data: bytes) -> bytes:
    return struct.pack(">HH", code, len(data)) + data


def told(talk: Talk, data: bytes, end: bytes = b"") -> list[Any]:
    """What is told of options, by event."""
    opt = record(41, data, owner=b"\0", cls=1232, ttl=0x01008000)
    heard = talk.hear(message([], [], [], [opt], end=end))
    return [(e.removeprefix("dns_EDNS_"), args[-1]) for e, *args in heard if "E" in e]


def test_the_record(talk: Talk) -> None:
    found = told(talk, option(3, b"id"))
    fields = (b"", 3, 41, 1232, 16, 0, 0x8000, float(0x01008000), 0)
    assert found == [("addl", fields)]


@pytest.mark.parametrize(
    "code, data, event, fields",
    [
        (8, b"\0\1\x18\0\x0a\1\2", "ecs", (b"v4", 24, 0, Addr.parse("10.1.2.0"))),
        (8, b"\0\1\x11\1\x0a\1\2", "ecs", (b"v4", 17, 1, Addr.parse("10.1.2.0"))),
        (8, b"\0\2\x10\0\xfd\1\2", "ecs", (b"v6", 16, 0, Addr.parse("fd01::"))),
        (10, b"clientco", "cookie", (b"clientco", None)),
        (10, b"clientcoserverco", "cookie", (b"clientco", b"serverco")),
    ],
)
def test_options(
    talk: Talk, code: int, data: bytes, event: str, fields: tuple[object, ...]
) -> None:
    following = option(10, b"clientco")
    found = told(talk, option(code, data) + following)
    assert found[1:] == [(event, fields), ("cookie", (b"clientco", None))]
    assert talk.weirds == []


@pytest.mark.parametrize("data, fields", [(b"", (True, 0)), (b"\0\5", (False, 5))])
def test_keepalive(data: bytes, fields: tuple[object, ...]) -> None:
    for tcp, weirds in ((False, ["EDNS_TCP_Keepalive_In_UDP"]), (True, [])):
        talk = Talk(tcp=tcp)
        opt = record(41, option(11, data), owner=b"\0")
        whole = message([], [], [], [opt])
        framed = len(whole).to_bytes(2, "big") + whole
        found = talk.hear(framed if tcp else whole)[-2]
        assert found[0] == "dns_EDNS_tcp_keepalive" and found[-1] == fields
        assert talk.weirds == weirds


@pytest.mark.parametrize(
    "code, data, weirds",
    [
        (8, b"\0\1\0\0", ["EDNS_ECS_invalid_option_len"]),
        (8, b"\0\1\x21\0\1", ["EDNS_ECS_invalid_addr_v4_prefix 33 bits"]),
        (8, b"\0\1\x18\0\1", ["EDNS_ECS_invalid_addr_v4 need 24 bits, have 8 bits"]),
        (8, b"\0\2\x81\0\1", ["EDNS_ECS_invalid_addr_v6_prefix 129 bits"]),
        (8, b"\0\2\x18\0\1", ["EDNS_ECS_invalid_addr_v6 need 24 bits, have 8 bits"]),
        (8, b"\0\3\x18\0\1", []),
        (10, b"short", []),
        (11, b"\1", []),
    ],
)
def test_odd_options(talk: Talk, code: int, data: bytes, weirds: list[str]) -> None:
    following = option(10, b"clientco")
    found = told(talk, option(code, data) + following)
    assert [event for event, _ in found] == ["addl", "cookie"]
    assert talk.weirds == weirds


def test_options_go_on_to_the_end_of_the_message(talk: Talk) -> None:
    found = told(talk, option(3, b"x"), end=option(10, b"clientco") + b"end")
    assert [event for event, _ in found] == ["addl", "cookie"]
    assert talk.weirds == ["EDNS_truncated_option"]


def test_an_option_that_is_cut_off(talk: Talk) -> None:
    told(talk, option(10, b"clientco")[:-1])
    assert talk.weirds == ["EDNS_truncated_option"]
