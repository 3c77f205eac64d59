"""DHCP: messages, their options, and what is wrong with either."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.dhcp import COOKIE, DHCPAnalyzer, hardware
from pyzeek.values.addr import Addr

from .notes import Connection, Runtime

ONE, TWO = Addr.parse("1.2.3.4"), Addr.parse("5.6.7.8")
BOTH = b"\1\2\3\4\5\6\7\10"


class Given:
    """A record: its fields by name, or in order."""

    def __init__(self, *values: Any, **fields: Any):
        self.values, self.fields = values, fields


def option(code: int, value: bytes) -> bytes:
    return bytes([code, len(value)]) + value


REQUEST = option(53, b"\3")


def message(
    options: bytes = REQUEST + b"\xff",
    cookie: int = COOKIE,
    sname: bytes = b"",
    file: bytes = b"",
    chaddr: bytes = b"\2\0\0\0\0\1",
) -> bytes:
    head = struct.pack(">BBBBIHH", 1, 1, 6, 0, 7, 2, 0x8000)
    hosts = BOTH + bytes(8)
    texts = chaddr.ljust(16, b"\0") + sname.ljust(64, b"\0") + file.ljust(128, b"\0")
    return head + hosts + texts + cookie.to_bytes(4, "big") + options


class Talk:
    """An analyzer, and what it says of what it hears."""

    def __init__(self) -> None:
        self.rt = Runtime(None)
        self.rt.record = lambda name: Given  # type: ignore[method-assign]
        self.connection = Connection(self.rt)
        self.analyzer = DHCPAnalyzer(self.connection)  # type: ignore[arg-type]

    @property
    def violations(self) -> list[str]:
        return self.connection.violations

    def hear(self, data: bytes, is_orig: bool = True) -> Any:
        """Message and options that are told, or nothing."""
        self.rt.raised.clear()
        self.analyzer.deliver(data, is_orig)
        if not self.rt.raised:
            return None
        [(_, _, told, *records)] = self.rt.raised
        assert told is is_orig
        return records

    def options(self, *options: bytes, is_orig: bool = True) -> Any:
        """The fields of the options that are told, or nothing."""
        told = self.hear(message(REQUEST + b"".join(options) + b"\xff"), is_orig)
        return told and told[1].fields


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_a_message(talk: Talk) -> None:
    told, options = talk.hear(message(sname=b"server", file=b"boot\0x"))
    zero = Addr.parse("0.0.0.0")
    head = (1, 3, 7, 2.0, 0x8000, ONE, TWO, zero, zero)
    assert told.values == (*head, b"02:00:00:00:00:01", b"server", b"boot\0x")
    assert options.fields == {"options": [53]}
    assert talk.connection.confirmed == 1 and not talk.violations


@pytest.mark.parametrize(
    "raw, text",
    [
        (b"\1\2\3\4\5\6", b"01:02:03:04:05:06"),
        (b"\1\2\3\4\5\6\0\0\7", b"01:02:03:04:05:06"),
        (b"\1\2\3\4\5\6\7\0\7", b"01:02:03:04:05:06:07:00"),
        (b"\1\2\3\4\5\6\7", b""),
        (b"", b""),
    ],
)
def test_hardware(raw: bytes, text: bytes) -> None:
    assert hardware(raw) == text


@pytest.mark.parametrize(
    "code, value, field, told",
    [
        (1, b"\1\2\3\4", "subnet_mask", ONE),
        (2, b"\xff\xff\xff\xff", "time_offset", -1),
        (3, BOTH, "routers", [ONE, TWO]),
        (4, BOTH, "time_servers", [ONE, TWO]),
        (5, BOTH, "name_servers", [ONE, TWO]),
        (6, BOTH, "dns_servers", [ONE, TWO]),
        (12, b"host", "host_name", b"host"),
        (15, b"a.test\0\0", "domain_name", b"a.test"),
        (15, b"a", "domain_name", b""),
        (19, b"\2", "forwarding", True),
        (28, b"\1\2\3\4", "broadcast", ONE),
        (42, BOTH, "ntp_servers", [ONE, TWO]),
        (43, b"any", "vendor", b"any"),
        (44, BOTH, "nbns", [ONE, TWO]),
        (50, b"\1\2\3\4", "addr_request", ONE),
        (51, b"\0\0\1\0", "lease", 256.0),
        (54, b"\1\2\3\4", "serv_addr", ONE),
        (55, b"\1\3", "param_list", [1, 3]),
        (56, b"no", "message", b"no"),
        (57, b"\1\0", "max_msg_size", 256),
        (58, b"\0\0\1\0", "renewal_time", 256.0),
        (59, b"\0\0\1\0", "rebinding_time", 256.0),
        (60, b"udhcp", "vendor_class", b"udhcp"),
        (77, b"class", "user_class", b"class"),
        (116, b"\0", "auto_config", False),
        (252, b"http://a/\n", "auto_proxy_config", b"http://a/"),
        (252, b"", "auto_proxy_config", b""),
    ],
)
def test_options(talk: Talk, code: int, value: bytes, field: str, told: Any) -> None:
    found = talk.options(option(code, value), b"\0", option(200, b"x"))
    assert found == {"options": [53, code, 0, 200], field: told}


def test_options_in_parts(talk: Talk) -> None:
    found = talk.options(
        option(61, b"\1\2\0\0\0\0\1"),
        option(81, b"\1\2\3name"),
        option(82, option(1, b"circuit") + option(2, b"")),
    )
    assert found["client_id"].values == (1, b"02:00:00:00:00:01")
    assert found["client_fqdn"].values == (1, 2, 3, b"name")
    assert [x.values for x in found["sub_opt"]] == [(1, b"circuit"), (2, b"")]
    assert talk.options(option(61, b"\0any"))["client_id"].values == (0, b"any")


def test_what_relay_agents_tell_is_counted_for_ever(talk: Talk) -> None:
    agent = option(82, option(1, b"a"))
    assert talk.options(agent, option(12, b"host"))["host_name"] == b"host"
    # The next message of that side ends nowhere; the other side is not concerned.
    assert talk.options(agent, is_orig=False) is not None
    assert talk.options(agent, option(12, b"host")) is None
    # An error begins anew.
    assert talk.options(agent, option(12, b"host"))["host_name"] == b"host"


def test_sizes_that_do_not_fit_are_not_believed(talk: Talk) -> None:
    assert talk.options(option(19, b"\1\0")) == {
        "options": [53, 19, 0],
        "forwarding": True,
    }


def test_the_last_option_may_be_missing(talk: Talk) -> None:
    assert talk.hear(message(REQUEST)) is not None


def test_the_first_type_counts(talk: Talk) -> None:
    told, _ = talk.hear(message(option(53, b"\0") + REQUEST))
    assert told.values[1] == 0
    assert talk.violations == ["no DHCP message type option"]
    assert talk.connection.confirmed == 1


def test_other_cookies(talk: Talk) -> None:
    assert talk.hear(message(cookie=0xFFFFFFFF)) is None
    assert talk.violations == ["bad cookie (-1)"]
    assert talk.connection.confirmed == 0


@pytest.mark.parametrize(
    "data, where",
    [
        (message()[:27], "DHCP_Message:giaddr: 28 > 27"),
        (message()[:43], "DHCP_Message:chaddr: 44 > 43"),
        (message()[:107], "DHCP_Message:sname: 108 > 107"),
        (message()[:235], "DHCP_Message:file_n: 236 > 235"),
        (message()[:239], "DHCP_Message:cookie: 240 > 239"),
        (message(b"\x0c"), "OptionValueWrapper:length: 1 > 0"),
        (message(b"\x0c\5host"), "HOST_NAME_OPTION:host_name: 5 > 4"),
        (message(b"\1\4\1\2"), "SUBNET_OPTION:subnet: 4 > 2"),
        (message(b"\3\10\1\2\3\4"), "ROUTER_OPTION:router_list: 2 > 4"),
        (message(b"\x35\1"), "OptionValue:msg_type: 1 > 0"),
        (message(b"\xc8\2x"), "OptionValue:other: 2 > 1"),
        (message(b"\x3d\0"), "Client_Identifier:hwtype: 1 > 0"),
        (message(b"\x3d\0\1\2"), "Client_Identifier:hwaddr: 0 > 2"),
        (message(b"\x51\4\0\0"), "Client_FQDN:rcode2: 3 > 2"),
        (message(b"\x51\5\0\0\0a"), "Client_FQDN:domain_name: 5 > 4"),
        (message(b"\x52\3\1"), "Relay_Agent_SubOption:length: 2 > 1"),
        (message(b"\x52\3\1\2a"), "Relay_Agent_SubOption:value: 4 > 3"),
    ],
)
def test_cut_off(talk: Talk, data: bytes, where: str) -> None:
    assert talk.hear(data) is None
    [violation] = talk.violations
    assert violation.endswith(f"out_of_bound: {where}")


@given(st.binary(max_size=100), st.integers(0, 400))
def test_any_options(options: bytes, size: int) -> None:
    talk = Talk()
    for is_orig in (True, True, False):
        talk.hear(message(options)[:size], is_orig)
