"""Service bindings and their parameters."""

from __future__ import annotations

import struct

import pytest

from pyzeek.values.addr import Addr
from pyzeek.values.record import UNSET

from .conftest import Talk, message, name, record


def parameter(key: int, value: bytes) -> bytes:
    return struct.pack(">HH", key, len(value)) + value


def https(parameters: bytes, priority: int = 1, target: str = "Svc") -> bytes:
    return priority.to_bytes(2, "big") + name(target) + parameters


class Parameters:
    """Stands for the class of parameters: what was given by name."""

    def __init__(self, key: object = UNSET, **values: object):
        self.found = (None if key is UNSET else key, values)


@pytest.fixture
def told(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    """Gives key and value of each parameter that is told."""
    make = talk.rt.record
    monkeypatch.setattr(
        talk.analyzer.listeners,
        "record",
        lambda kind: Parameters if kind == "dns_svcb_param" else make(kind),
    )

    def parameters(data: bytes, priority: int = 1) -> list[object]:
        [(_, _, found)] = talk.reply(65, https(data, priority))
        return [x.found for x in found]

    return parameters


@pytest.mark.parametrize("kind, event", [(64, "dns_SVCB"), (65, "dns_HTTPS")])
def test_the_binding(talk: Talk, kind: int, event: str) -> None:
    heard = talk.hear(message([], [record(kind, https(b""))]))
    assert heard[1][0] == event and heard[1][-1] == (1, b"Svc", None)
    assert talk.reply(kind, https(b"", 0, "")) == [(0, b".", None)]
    assert talk.weirds == []


@pytest.mark.parametrize(
    "key, value, found",
    [
        (0, b"\0\1\0\4", {"mandatory": [1, 4]}),
        (1, b"\2h2\2h3", {"alpn": [b"h2", b"h3"]}),
        (1, b"", {}),
        (2, b"", {}),
        (3, b"\1\xbb", {"p": 443}),
        (4, b"\1\2\3\4\5\6\7\10",
         {"hint": [Addr.parse("1.2.3.4"), Addr.parse("5.6.7.8")]}),
        (4, b"", {}),
        (5, b"abc", {"ech": b"YWJj"}),
        (6, b"\xfd" + bytes(15), {"hint": [Addr.parse("fd00::")]}),
    ],
)  # fmt: skip
def test_parameters(talk: Talk, told, key: int, value: bytes, found) -> None:
    following = parameter(3, b"\0\1")
    assert told(parameter(key, value) + following) == [(key, found), (3, {"p": 1})]
    assert talk.weirds == []


@pytest.mark.parametrize(
    "key, value, weird",
    [
        (0, b"", "mandatory_length_invalid"),
        (0, b"\0\1\0", "mandatory_length_invalid"),
        (1, b"\2h2\0x", "alpn_length_invalid"),
        (1, b"\2h2\3h3", "alpn_length_invalid"),
        (1, b"\2h2\1", "alpn_length_invalid"),
        (2, b"x", "nodefaultalpn_value"),
        (3, b"x", "port_length_invalid"),
        (4, b"\1\2\3", "hint_length_invalid"),
        (6, b"\1\2\3\4", "hint_length_invalid"),
        (7, b"abc", "key_reserved_or_invalid"),
    ],
)
def test_values_that_are_shown_raw(
    talk: Talk, told, key: int, value: bytes, weird: str
) -> None:
    following = parameter(3, b"\0\1")
    found = told(parameter(key, value) + following)
    assert found == [(key, {"raw": value}), (3, {"p": 1})]
    assert talk.weirds == [f"DNS_SVCB_{weird}"]


def test_a_value_that_is_cut_off(talk: Talk, told) -> None:
    assert told(parameter(3, b"\0\1")[:-1]) == [(None, {"raw": b"\0"})]
    assert talk.weirds == ["DNS_SVCB_param_value_toobig 2 capped to 1"]


def test_an_alias_has_no_parameters(talk: Talk, told) -> None:
    assert told(parameter(3, b"\0\1"), priority=0) == [(3, {"p": 1})]
    assert talk.weirds == ["DNS_SVCB_aliasmode_with_params"]


def test_too_short(talk: Talk) -> None:
    assert talk.reply(65, b"\0\1") is None
    assert talk.weirds == ["DNS_SVCB_wrong_length"]


def test_told_even_where_other_records_are_not() -> None:
    talk = Talk(dns_skip_all_auth=True)
    binding = record(65, https(b""))
    events = talk.events(message([], [], [binding, record(1, bytes(4))]))
    assert events == ["dns_message", "dns_HTTPS", "dns_end"]
