"""Kerberos messages, whole and broken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.values.addr import Addr
from pyzeek.values.time import Time

from .conftest import (
    Talk,
    ap_request,
    der,
    element,
    encrypted,
    integer,
    kdc_request,
    kdc_response,
    name,
    pieces,
    seq,
    text,
    ticket,
    time,
)

WHEN = Time(1577934245.0)
TICKET = (5, b"R", b"krbtgt/R", 18, b"secret")


def request_fields(talk: Talk, *fields: bytes) -> dict[str, Any]:
    [(event, record)] = talk.send(kdc_request(10, *fields))
    assert (event, record[:3]) == ("as_request", (5, 10, None))
    return record[3] if len(record) > 3 else {}


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (element(1, name(b"al")), {"client_name": b"al"}),
        (element(1, name(b"a", b"b\0c", b"d")), {"client_name": b"a/b/d"}),
        (element(1, name(*[b"a"] * 4)), {"client_name": b"unknown"}),
        (element(1, name()), {"client_name": b"unknown"}),
        (element(2, text(b"R")), {"service_realm": b"R"}),
        (element(3, name(b"krbtgt", b"R")), {"service_name": b"krbtgt/R"}),
        (element(4, time()), {"from_": WHEN}),
        (element(5, time()), {"till": WHEN}),
        (element(6, time(b"2020Z")), {}),
        (element(7, integer(77)), {"nonce": 77}),
        (element(8, seq(integer(18), integer(23))), {"encryption_types": [18, 23]}),
        (element(8, seq()), {}),
        (element(9, seq()), {}),
        (element(10, text(b"authorization")), {}),
        (element(11, der(0xA0, ticket())), {"additional_tickets": [(*TICKET, None)]}),
        (element(12, b"whatever"), {}),
    ],
)
def test_request(talk: Talk, field: bytes, shown: dict[str, Any]) -> None:
    assert request_fields(talk, field) == shown
    assert talk.violations == []


def test_options(talk: Talk) -> None:
    field = element(0, der(0x03, b"\0\x40\x80\0\x11"))
    [options] = request_fields(talk, field).values()
    assert [i for i, flag in enumerate(options) if flag] == [0, 6, 8, 12]


@pytest.mark.parametrize(
    ("kind", "data", "shown"),
    [
        (2, b"\1\2\3\4", (Addr.v4(b"\1\2\3\4"),)),
        (24, bytes(15) + b"\1", (Addr(bytes(15) + b"\1"),)),
        (20, b"PC", (None, b"PC")),
        (2, b"\1", (None, None, (2, b"\1"))),
        (5, b"x", (None, None, (5, b"x"))),
    ],
)
def test_addresses(talk: Talk, kind: int, data: bytes, shown: Any) -> None:
    one = seq(element(0, integer(kind)), element(1, der(0x04, data)))
    assert request_fields(talk, element(9, seq(one))) == {"host_addrs": [shown]}
    weirds = ["invalid_kerberos_addr_len"] * (kind == 2 and len(data) == 1)
    assert talk.connection.weirds == weirds


@pytest.mark.parametrize(("kind", "event"), [(11, "as_response"), (13, "tgs_response")])
def test_response(talk: Talk, kind: int, event: str) -> None:
    common = (5, kind, None, b"R", b"alice", (*TICKET, None), (None, 23, b"part"))
    assert talk.send(kdc_response(kind)) == [(event, common)]


def test_the_type_counts_not_the_tag(talk: Talk) -> None:
    message = kdc_request(10)
    assert talk.send(b"\x6c" + message[1:])[0][0] == "as_request"
    assert talk.send(message.replace(integer(10), integer(9))) == []
    assert (talk.connection.confirmed, talk.violations) == (2, [])


@pytest.mark.parametrize(
    ("flags", "shown"),
    [(0, (False, False)), (0x40000000, (True, False)), (1 << 29, (False, True))],
)
def test_ap_request(talk: Talk, flags: int, shown: tuple[bool, bool]) -> None:
    assert talk.send(ap_request(flags)) == [("ap_request", (*TICKET, None), shown)]


def test_ticket_for_a_ticket(talk: Talk) -> None:
    padata = pieces((1, ap_request()))
    events = talk.send(kdc_request(12, padata=padata))
    assert [event for event, *_ in events] == ["ap_request", "tgs_request"]
    assert events[1][1] == (5, 12, [])


@pytest.mark.parametrize(
    ("tag", "event"), [(0x6F, ("ap_response",)), (0x75, ("priv", True))]
)
def test_protected(talk: Talk, tag: int, event: tuple[Any, ...]) -> None:
    fields = (
        element(0, integer(5)),
        element(1, integer(15)),
        element(2, encrypted(18, b"x")),
    )
    assert talk.send(der(tag, seq(*fields))) == [event]


def test_cred(talk: Talk) -> None:
    # The list of tickets as Zeek reads it: one frame further in than it is.
    inner = element(2, seq(der(0x61, ticket())))
    fields = (
        element(0, integer(5)),
        element(1, integer(22)),
        inner,
        element(3, encrypted(18, b"x")),
    )
    [(event, is_orig, tickets)] = talk.send(der(0x76, seq(*fields)), False)
    assert (event, is_orig, tickets) == ("cred", False, [(*TICKET, None)])


def test_safe_is_never_understood(talk: Talk) -> None:
    fields = (
        element(0, integer(5)),
        element(1, integer(20)),
        element(2, seq(text(b"x"))),
    )
    assert talk.send(der(0x74, seq(*fields))) == []
    assert talk.violations == ["invalid index for case: KRB_SAFE_Arg_Data: 144"]


def error(code: int, *after: bytes, before: bytes = b"") -> bytes:
    head = element(0, integer(5)), element(1, integer(30)), before
    return der(0x7E, seq(*head, element(6, integer(code)), *after))


def test_error(talk: Talk) -> None:
    before = element(4, time()) + element(5, integer(50000))
    fields = (
        element(7, text(b"C")),
        element(8, name(b"alice")),
        element(9, text(b"S")),
        element(10, name(b"krbtgt", b"S")),
        element(11, text(b"no")),
        element(12, b"whatever"),
    )
    [(event, [shown])] = talk.send(error(6, *fields, before=before))
    assert event == "error"
    assert shown == {
        "pvno": 5,
        "msg_type": 30,
        "server_time": WHEN + 0.5,
        "error_code": 6,
        "client_realm": b"C",
        "client_name": b"alice",
        "service_realm": b"S",
        "service_name": b"krbtgt/S",
        "error_text": b"no",
    }


def test_error_with_padata(talk: Talk) -> None:
    items = pieces((2, b""), (19, b"etypes"))
    [(_, [shown])] = talk.send(error(25, element(12, der(0x04, items))))
    assert shown["pa_data"] == []
    [(_, [shown])] = talk.send(error(25, element(12, items)))
    assert shown["pa_data"] == [(2, b"\4\0"), (19, b"\4\6etypes")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x6a", "out_of_bound: ASN1EncodingMeta:len: 2 > 1"),
        (b"\x61\0", "invalid index for case: KRB_PDU: 1"),
        (
            kdc_request(10, element(2, text(b"R")))[:-1],
            "out_of_bound: KRB_REQ_Arg:data: 5 > 4",
        ),
        (
            kdc_request(10, element(0, b"\3\5\0")),
            "out_of_bound: KRB_KDC_Options:flags: 7 > 3",
        ),
        (error(6)[:-3], "out_of_bound: ASN1EncodingMeta:len: 2 > 0"),
        (error(6, element(13)), "invalid index for case: KRB_ERROR_Arg_Data: 13"),
        (
            error(6, element(7, text(b"C")))[:-1],
            "out_of_bound: KRB_ERROR_Arg:args: 5 > 4",
        ),
        (ap_request()[:-1], "out_of_bound: KRB_Encrypted_Data_in_Seq:data: 17 > 16"),
        (kdc_response(11)[:18], "out_of_bound: KRB_KDC_REP:client_realm: 17 > 16"),
    ],
)
def test_malformed(talk: Talk, data: bytes, reason: str) -> None:
    assert talk.send(data) == []
    assert talk.violations == [reason]


WHOLE = (
    kdc_request(12, element(1, name(b"a")), padata=pieces((1, ap_request()), (2, b""))),
    kdc_response(11, pieces((3, b"salt"))),
    error(25, element(12, pieces((19, b"x")))),
)


@given(st.sampled_from(WHOLE), st.binary(max_size=8), st.integers(0, 300))
def test_anything(whole: bytes, data: bytes, at: int) -> None:
    talk = Talk()
    talk.send(whole[:at] + data + whole[at + len(data) :])
    assert talk.connection.confirmed or talk.violations


def test_nobody_listens() -> None:
    talk = Talk(set())
    for message in WHOLE[1:]:
        assert talk.send(message) == []
    assert talk.connection.confirmed == 2
