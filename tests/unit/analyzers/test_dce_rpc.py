"""DCE/RPC: PDUs, fragments, interfaces, calls, logins, and what is malformed."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyzeek.analyzers.dce_rpc import DceRpcAnalyzer, new_pipe
from pyzeek.analyzers.smb.carried import Carried

from .notes import Connection, Conversation, Runtime

REQUEST, RESPONSE, FAULT, BIND, BIND_ACK, ALTER, ALTER_RESP = 0, 2, 3, 11, 12, 14, 15
UUID = bytes(range(16))
FIRST, LAST, OBJECT = 1, 2, 0x80
NTLM_OTHER = b"NTLMSSP\0\4\0\0\0"


def pdu(
    kind: int,
    body: bytes = b"",
    *,
    flags: int = FIRST | LAST,
    call: int = 1,
    auth: bytes = b"",
    mechanism: int = 0x0A,
    order: str = "<",
) -> bytes:
    """A PDU, perhaps with a login behind its body."""
    drep = b"\x10\0\0\0" if order == "<" else b"\0\0\0\0"
    trailer = (
        struct.pack(order + "BBBBI", mechanism, 2, 0, 0, 1) + auth if auth else b""
    )
    size = 16 + len(body) + len(trailer)
    head = struct.pack(
        order + "BBBB4sHHI", 5, 0, kind, flags, drep, size, len(auth), call
    )
    return head + body + trailer  # fmt: skip


def bind(*contexts: tuple[int, int], order: str = "<") -> bytes:
    """Contexts by number and how many transfer syntaxes each has."""
    body = struct.pack(order + "HHIB3x", 4280, 4280, 0, len(contexts))
    for number, syntaxes in contexts:
        syntax = struct.pack(order + "16sHH", UUID, 3, 1)
        body += struct.pack(order + "HBx", number, syntaxes) + syntax * (1 + syntaxes)
    return body


def ack(address: bytes, replies: int = 1) -> bytes:
    body = struct.pack("<HHIH", 4280, 4280, 0, len(address)) + address
    body += b"\0" * (-len(body) % 4)
    return (
        body + struct.pack("<B3x", replies) + (b"\0" * 4 + UUID + b"\2\0\0\0") * replies
    )


def call(context: int, operation: int, stub: bytes, order: str = "<") -> bytes:
    return struct.pack(order + "IHH", len(stub), context, operation) + stub


class Talk(Conversation):
    """An analyzer, and what came of the bytes it was given."""

    def __init__(self, *needed: str, **settings: int):
        self.connection = Connection(Runtime(None), set(needed))
        values = {f"DCE_RPC::{name}": value for name, value in settings.items()}
        self.connection.rt.values.update(values)
        self.analyzer = DceRpcAnalyzer(self.connection)  # type: ignore[arg-type]

    def send(self, data: bytes, is_orig: bool = True) -> list[Any]:
        """The events that come of this, without `dce_rpc_message`."""
        raised = self.connection.rt.raised
        before = len(raised)
        self.analyzer.deliver(data, is_orig)
        return [(e[0].removeprefix("dce_rpc_"), *e[2:]) for e in raised[before:]
                if e[0] != "dce_rpc_message"]  # fmt: skip


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (REQUEST, "DCE_RPC::REQUEST"),
        (FAULT, "DCE_RPC::FAULT"),
        (20, "DCE_RPC::RTS"),
        (21, "<undefined>"),
        (255, "<undefined>"),
    ],
)
def test_message(talk: Talk, kind: int, name: str) -> None:
    talk.analyzer.file = 9
    talk.send(pdu(kind)[:16], is_orig=False)
    assert talk.connection.rt.raised[0] == (
        "dce_rpc_message",
        "c",
        False,
        9,
        kind,
        name,
    )


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("kind", "name"), [(BIND, "bind"), (ALTER, "alter_context")])
def test_interfaces(talk: Talk, kind: int, name: str, order: str) -> None:
    body = bind((0, 1), (258, 2), order=order)
    assert talk.send(pdu(kind, body, order=order)) == [
        (name, 0, 0, UUID, 3, 1),
        (name, 0, 258, UUID, 3, 1),
    ]
    assert (talk.violations, talk.connection.confirmed) == ([], 1)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (b"", b""),
        (b"135\0", b"135"),
        (b"\\PIPE\\samr\0", b"\\PIPE\\samr"),
        (b"x", b"x"),
        (b"\0\0", b"\0"),
    ],
)
def test_acceptance(talk: Talk, address: bytes, shown: bytes) -> None:
    assert talk.send(pdu(BIND_ACK, ack(address)), False) == [("bind_ack", 0, shown)]
    answer = pdu(ALTER_RESP, ack(address, 2))
    assert talk.send(answer, False) == [("alter_context_resp", 0)]
    assert talk.violations == []


@pytest.mark.parametrize("order", ["<", ">"])
def test_calls(talk: Talk, order: str) -> None:
    assert talk.send(pdu(REQUEST, call(7, 12, b"abc", order), order=order)) == [
        ("request", 0, 7, 12, 3),
        ("request_stub", 0, 7, 12, b"abc"),
    ]
    assert talk.send(pdu(RESPONSE, call(7, 0, b"x", order), order=order), False) == [
        ("response", 0, 7, 12, 1),
        ("response_stub", 0, 7, 12, b"x"),
    ]
    assert talk.send(pdu(RESPONSE, call(8, 0, b"")), False)[0] == (
        "response",
        0,
        8,
        0,
        0,
    )


def test_object(talk: Talk) -> None:
    body = call(1, 2, UUID + b"stub")
    events = talk.send(pdu(REQUEST, body, flags=FIRST | LAST | OBJECT))
    assert events[-1] == ("request_stub", 0, 1, 2, b"stub")


def test_only_the_last_fragment_counts(talk: Talk) -> None:
    first, middle, last = (call(1, n, b"abc" * n) for n in (1, 2, 3))
    assert talk.send(pdu(REQUEST, first, flags=FIRST)) == []
    assert talk.send(pdu(REQUEST, middle, flags=0)) == []
    assert talk.send(pdu(REQUEST, last, flags=LAST))[0] == ("request", 0, 1, 3, 9)
    assert talk.send(pdu(REQUEST, last, flags=LAST)) == []


def test_two_first_fragments(talk: Talk) -> None:
    talk.send(pdu(REQUEST, flags=FIRST) * 2)
    assert talk.connection.weirds == ["multiple_first_fragments_in_dce_rpc_reassembly"]
    assert talk.send(pdu(REQUEST, call(1, 1, b""))) == []


def test_too_many_calls_in_fragments() -> None:
    talk = Talk(max_cmd_reassembly=2)
    talk.send(b"".join(pdu(REQUEST, flags=FIRST, call=n) for n in range(4)))
    assert talk.connection.weirds == ["too_many_dce_rpc_msgs_in_reassembly"] * 2


@pytest.mark.parametrize(("size", "weirds"), [(10, 0), (11, 1)])
def test_too_long_a_fragment(size: int, weirds: int) -> None:
    talk = Talk(max_frag_data=10)
    talk.send(pdu(REQUEST, b"x" * size, flags=FIRST))
    assert talk.connection.weirds == ["too_much_dce_rpc_fragment_data"] * weirds


def test_login() -> None:
    talk = Talk("NTLM")
    talk.send(pdu(BIND, bind((0, 1)), auth=NTLM_OTHER))
    assert talk.connection.confirmed == 2


@pytest.mark.parametrize(
    ("mechanism", "name"),
    [
        (0x0E, "tls_dce_rpc_auth_type"),
        (0x44, "netlogon_dce_rpc_auth_type"),
        (0x01, "unknown_dce_rpc_auth_type"),
        (0x10, ""),
    ],
)
def test_other_login(talk: Talk, mechanism: int, name: str) -> None:
    talk.send(pdu(REQUEST, call(1, 1, b""), auth=b"secret", mechanism=mechanism))
    assert talk.connection.weirds == [name] * bool(name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\4" + pdu(BIND)[1:], "&enforce violation : DCE_RPC_Header:rpc_vers"),
        (
            pdu(BIND)[:8] + b"\7" + pdu(BIND)[9:],
            "out_of_bound: DCE_RPC_PDU:frag: 7 > 16",
        ),
        (pdu(BIND, b"1234567"), "out_of_bound: DCE_RPC_Bind:assoc_group_id: 8 > 7"),
        (pdu(BIND, bind((0, 1))[:11]), "out_of_bound: ContextList:reserved: 4 > 3"),
        (
            pdu(BIND, bind((0, 1))[:12]),
            "out_of_bound: ContextList:request_contexts: 1 > 0",
        ),
        (pdu(BIND, bind((0, 1))[:15]), "out_of_bound: ContextRequest:reserved: 4 > 3"),
        (pdu(BIND, bind((0, 1))[:30]), "out_of_bound: Syntax:uuid: 16 > 14"),
        (pdu(BIND, bind((0, 1))[:33]), "out_of_bound: Syntax:ver_minor: 20 > 17"),
        (
            pdu(BIND, bind((0, 9))[:38]),
            "out_of_bound: ContextRequest:transfer_syntaxes: 9 > 2",
        ),
        (
            pdu(BIND_ACK, ack(b"")[:9]),
            "out_of_bound: DCE_RPC_Bind_Ack:sec_addr_length: 10 > 9",
        ),
        (
            pdu(BIND_ACK, ack(b"123456")[:12]),
            "out_of_bound: DCE_RPC_Bind_Ack:sec_addr: 16 > 12",
        ),
        (
            pdu(BIND_ACK, ack(b"12345")[:15]),
            "out_of_bound: ContextList:reserved: 4 > -1",
        ),
        (
            pdu(BIND_ACK, ack(b"12")[:18]),
            "out_of_bound: ContextReply:ack_reason: 4 > 2",
        ),
        (pdu(REQUEST, b"1234567"), "out_of_bound: DCE_RPC_Request:opnum: 8 > 7"),
        (
            pdu(REQUEST, call(1, 1, UUID[1:]), flags=0x83),
            "out_of_bound: DCE_RPC_Request:uuid: 24 > 23",
        ),
        (pdu(RESPONSE, b"1234567"), "out_of_bound: DCE_RPC_Response:stub_pad: 8 > 7"),
    ],
)
def test_malformed(talk: Talk, data: bytes, reason: str) -> None:
    assert talk.send(data + pdu(REQUEST, call(1, 1, b""))) == []
    assert talk.violations == [reason]
    assert talk.send(pdu(REQUEST, call(1, 1, b"")))[0] == ("request", 0, 1, 1, 0)


def test_nothing_after_a_gap(talk: Talk) -> None:
    talk.analyzer.gap(5, True)
    assert talk.send(pdu(REQUEST, call(1, 1, b""))) == []


TALK = b"".join(
    [
        pdu(BIND, bind((0, 1)), auth=NTLM_OTHER),
        pdu(REQUEST, call(0, 1, b"a"), flags=FIRST),
        pdu(REQUEST, call(0, 1, b"bc"), flags=LAST),
        pdu(REQUEST, call(0, 2, b"x" * 40), order=">"),
    ]
)


@given(st.lists(st.integers(0, len(TALK)), max_size=12))
def test_in_pieces(places: list[int]) -> None:
    whole, pieces = Talk(), Talk()
    whole.send(TALK)
    edges = [0, *sorted(places), len(TALK)]
    for begin, end in zip(edges, edges[1:], strict=False):
        pieces.send(TALK[begin:end])
    assert pieces.connection.rt.raised == whole.connection.rt.raised
    assert len(whole.connection.rt.raised) == 9


@given(st.binary(max_size=60), st.integers(0, len(TALK)), st.booleans())
def test_anything(data: bytes, at: int, is_orig: bool) -> None:
    talk = Talk("NTLM", "GSSAPI")
    talk.send(TALK[:at] + data + TALK[at + len(data) :], is_orig)


def test_pipe_has_its_number() -> None:
    connection = Connection(Runtime(None), {"DCE_RPC"})
    pipe = new_pipe(connection, 77)  # type: ignore[arg-type]
    assert pipe is not None
    assert pipe.file == 77


def test_too_many_pipes() -> None:
    connection = Connection(Runtime(None), {"DCE_RPC"})
    connection.rt.values["SMB::max_dce_rpc_analyzers"] = 2
    carried = Carried(connection)  # type: ignore[arg-type]
    for file in (1, 2, 1, 3):
        carried.pipe_data(file, pdu(FAULT), True)
    names = [name for name, *_ in connection.rt.raised]
    assert names == [
        *["dce_rpc_message"] * 3,
        "smb_discarded_dce_rpc_analyzers",
        names[0],
    ]
