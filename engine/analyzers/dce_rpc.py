"""DCE/RPC, connection-oriented: over TCP and over SMB's named pipes (C706, [MS-RPCE]).

`DceRpcAnalyzer` cuts each direction into PDUs. One that is whole in itself, or
the last fragment of a call, has its body read and its events raised; logins in
the verifier behind the body go to the analyzers of their mechanisms.

Zeek keeps of a call in fragments only the last one, so lengths and stubs in the
events are the last fragment's; what has its own header there is read as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..values.enum import EnumVal
from . import gssapi
from .children import Children, new_child
from .contract import Analyzer, ParseError
from .layout import Cursor, Layout

if TYPE_CHECKING:
    from .conn import Connection

OWN_EVENTS = (
    "dce_rpc_message",
    "dce_rpc_bind",
    "dce_rpc_alter_context",
    "dce_rpc_bind_ack",
    "dce_rpc_alter_context_resp",
    "dce_rpc_request",
    "dce_rpc_response",
    "dce_rpc_request_stub",
    "dce_rpc_response_stub",
)
EVENTS = (*OWN_EVENTS, *gssapi.EVENTS)


def both(name: str, section: str, fields: str, ends: str = "") -> tuple[Layout, Layout]:
    """A structure in either byte order, the big one second."""
    little = Layout(name, section, fields, ends)
    return little, Layout(name, section, fields, ends, order=">")


HEADER = both(
    "DCE_RPC_Header",
    "C706 12.6.3.1",
    "version:B version_minor:B ptype:B flags:B data_representation:4s "
    "frag_length:H auth_length:H call_id:I",
)
BIND = both(
    "DCE_RPC_Bind",
    "C706 12.6.4.3",
    "max_xmit_frag:H max_recv_frag:H assoc_group_id:I",
    ends="assoc_group_id",
)
ALTER_CONTEXT = both(
    "DCE_RPC_AlterContext",
    "C706 12.6.4.1",
    "max_xmit_frag:H max_recv_frag:H assoc_group_id:I",
    ends="assoc_group_id",
)
_ACK = "max_xmit_frag:H max_recv_frag:H assoc_group_id:I sec_addr_length:H"
BIND_ACK = both("DCE_RPC_Bind_Ack", "C706 12.6.4.4", _ACK, ends="sec_addr_length")
ALTER_CONTEXT_RESP = both(
    "DCE_RPC_AlterContext_Resp", "C706 12.6.4.2", _ACK, ends="sec_addr_length"
)
CONTEXT_LIST = both(
    "ContextList", "C706 12.6.3.1", "num_contexts:B reserved:3s", ends="reserved"
)
CONTEXT = both(
    "ContextRequest",
    "C706 12.6.3.1",
    "id:H num_syntaxes:B reserved:B",
    ends="reserved",
)
REPLY = both(
    "ContextReply", "C706 12.6.3.1", "ack_result:H ack_reason:H", ends="ack_reason"
)
SYNTAX = both(
    "Syntax",
    "C706 12.6.3.1",
    "uuid:16s ver_major:H ver_minor:H",
    ends="uuid ver_minor",
)
REQUEST = both(
    "DCE_RPC_Request",
    "C706 12.6.4.9",
    "alloc_hint:I context_id:H opnum:H",
    ends="opnum",
)
RESPONSE = both(
    "DCE_RPC_Response",
    "C706 12.6.4.10",
    "alloc_hint:I context_id:H cancel_count:B reserved:B stub_pad:0x",
    ends="stub_pad",
)
AUTH = both(
    "DCE_RPC_Auth",
    "[MS-RPCE] 2.2.2.11",
    "type:B level:B pad_length:B reserved:B context_id:I",
    ends="context_id",
)

HEADER_LENGTH = HEADER[0].size
VERSION = 5
UUID_LENGTH = 16

# C706 12.6.3.1: flags of a PDU.
FIRST_FRAGMENT = 0x01
LAST_FRAGMENT = 0x02
HAS_OBJECT = 0x80

# The types of PDUs in the order of DCE_RPC::PType.
PTYPES = (
    "REQUEST",
    "PING",
    "RESPONSE",
    "FAULT",
    "WORKING",
    "NOCALL",
    "REJECT",
    "ACK",
    "CL_CANCEL",
    "FACK",
    "CANCEL_ACK",
    "BIND",
    "BIND_ACK",
    "BIND_NAK",
    "ALTER_CONTEXT",
    "ALTER_CONTEXT_RESP",
    "AUTH3",
    "SHUTDOWN",
    "CO_CANCEL",
    "ORPHANED",
    "RTS",
)

# [MS-RPCE] 2.2.1.1.7: the mechanisms whose tokens are read, the one whose tokens
# Zeek does not read, and the oddity that others are.
_MECHANISMS = {0x09: "GSSAPI", 0x0A: "NTLM"}
_KERBEROS = 0x10
_ODD_MECHANISMS = {0x0E: "tls_dce_rpc_auth_type", 0x44: "netlogon_dce_rpc_auth_type"}
_UNKNOWN_MECHANISM = "unknown_dce_rpc_auth_type"
# What the fixed part of the verifier takes off the body.
_AUTH_LENGTH = 8


class Header(NamedTuple):
    """What every PDU begins with."""

    big: bool
    "Whether numbers are big-endian."
    ptype: int
    flags: int
    frag_length: int
    auth_length: int
    call_id: int

    @property
    def body_length(self) -> int:
        """The body's length, negative when others leave no room for it."""
        taken = self.auth_length + (_AUTH_LENGTH if self.auth_length else 0)
        return self.frag_length - HEADER_LENGTH - taken


def read_header(cursor: Cursor) -> Header:
    """The header; the byte order stands in it."""
    data, at = cursor.data, cursor.at
    if data[at] != VERSION:
        raise ParseError(
            "Binpac exception: binpac exception: &enforce violation : "
            "DCE_RPC_Header:rpc_vers"
        )
    big = data[at + 4] >> 4 == 0
    _, _, ptype, flags, _, *lengths = cursor.read(HEADER[big])
    return Header(big, ptype, flags, *lengths)


class Direction:
    """What one side has sent and is not finished with."""

    __slots__ = ("held", "header", "calls")

    def __init__(self) -> None:
        self.held = bytearray()
        # The header of a PDU that is not complete yet.
        self.header: Header | None = None
        # The calls of which a first fragment came.
        self.calls: set[int] = set()

    @property
    def needed(self) -> int:
        """How many bytes there must be before anything can be read."""
        header = self.header
        return max(header.frag_length if header else 0, HEADER_LENGTH)


class DceRpcAnalyzer(Analyzer):
    """DCE/RPC on a connection, or on one of its pipes."""

    name = "DCE_RPC"
    EVENTS = EVENTS

    def __init__(self, connection: Connection):
        super().__init__(connection)
        rt = connection.rt
        self.file = 0
        "The file number of the pipe."
        self._max_calls: int = rt.value("DCE_RPC::max_cmd_reassembly")
        self._max_fragment: int = rt.value("DCE_RPC::max_frag_data")
        handlers = {name: rt.event(name) for name in OWN_EVENTS}
        self._wanted = {name for name, event in handlers.items() if event.wanted}
        self._handlers = handlers
        self._children = Children(connection)
        self._directions = {True: Direction(), False: Direction()}
        # The operation that was last asked for in each context.
        self._operations: dict[int, int] = {}
        self._given_up = False

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """Bytes of one direction.

        After an error the next bytes are taken for the begin of a PDU.
        """
        if self._given_up:
            return
        direction = self._directions[is_orig]
        direction.held += data
        if len(direction.held) < direction.needed:
            return
        try:
            self._cut(direction, is_orig)
        except ParseError as error:
            direction.held.clear()
            direction.header = None
            self.connection.violation(self, str(error))

    def gap(self, length: int, is_orig: bool) -> None:
        """Bytes are missing: nothing is read any more."""
        self._given_up = True

    def _cut(self, direction: Direction, is_orig: bool) -> None:
        """Read the PDUs that are complete."""
        data = bytes(direction.held)
        at = 0
        while len(data) - at >= HEADER_LENGTH:
            header = direction.header
            if header is None:
                header = read_header(Cursor(data, at, at + HEADER_LENGTH))
                direction.header = header
                self._message(header, is_orig)
            after = at + direction.needed
            if after > len(data):
                break
            direction.header = None
            self._pdu(direction, header, Cursor(data, at, after))
            at = after
        del direction.held[:at]

    def _message(self, header: Header, is_orig: bool) -> None:
        if "dce_rpc_message" in self._wanted:
            kind = header.ptype
            self._raise("dce_rpc_message", is_orig, self.file, kind, self._ptype(kind))

    def _ptype(self, kind: int) -> Any:
        """The enum member of a PDU's type."""
        known = kind if kind < len(PTYPES) else 0
        member = self.connection.rt.enum(f"DCE_RPC::{PTYPES[known]}")
        return member if known == kind else EnumVal(member.type, "<undefined>", kind)

    def _raise(self, name: str, *args: Any) -> None:
        self._handlers[name].queue(self.connection.record(), *args)

    def _pdu(self, direction: Direction, header: Header, cursor: Cursor) -> None:
        """A complete PDU: its login first, then what it says."""
        cursor.at += HEADER_LENGTH
        begin = cursor.at
        cursor.skip("DCE_RPC_PDU:frag", header.body_length)
        body = Cursor(cursor.data, begin, cursor.at)
        if header.auth_length:
            self._login(header, cursor.nested())
        if self._is_complete(direction, header, body.end - begin):
            self._body(header, body)
        self.connection.confirm(self)

    def _login(self, header: Header, cursor: Cursor) -> None:
        kind, *_ = cursor.read(AUTH[header.big])
        token = cursor.take("DCE_RPC_Auth:blob", header.auth_length)
        if mechanism := _MECHANISMS.get(kind):
            # Zeek takes the tokens of both sides for the originator's.
            self._children.deliver(mechanism, token, True)
        elif kind == _KERBEROS:
            self._children.make("KRB")
        else:
            self._odd(_ODD_MECHANISMS.get(kind, _UNKNOWN_MECHANISM), str(kind))

    def _odd(self, name: str, addl: str = "") -> None:
        self.connection.weird(name, addl, self.name)

    def _is_complete(self, direction: Direction, header: Header, length: int) -> bool:
        """Whether a call is complete with this fragment."""
        calls = direction.calls
        is_known = header.call_id in calls
        is_last = bool(header.flags & LAST_FRAGMENT)
        if header.flags & FIRST_FRAGMENT:
            if is_known:
                self._give_up("multiple_first_fragments_in_dce_rpc_reassembly")
                return False
            if is_last:
                return True
            calls.add(header.call_id)
            if len(calls) > self._max_calls:
                self._give_up("too_many_dce_rpc_msgs_in_reassembly")
        elif not is_known:
            return False
        if length > self._max_fragment:
            self._give_up("too_much_dce_rpc_fragment_data")
        if is_known and is_last:
            calls.remove(header.call_id)
        return is_known and is_last

    def _give_up(self, reason: str) -> None:
        """Read no further data; what is there already is still read."""
        self._odd(reason)
        self._given_up = True

    # Bodies

    def _body(self, header: Header, cursor: Cursor) -> None:
        read = _BODIES.get(header.ptype)
        if read is not None:
            read(self, header, cursor)

    def _bind(self, header: Header, cursor: Cursor) -> None:
        cursor.read(BIND[header.big])
        self._contexts(header, cursor, "dce_rpc_bind")

    def _alter_context(self, header: Header, cursor: Cursor) -> None:
        cursor.read(ALTER_CONTEXT[header.big])
        self._contexts(header, cursor, "dce_rpc_alter_context")

    def _contexts(self, header: Header, cursor: Cursor, event: str) -> None:
        """The interfaces that the client wants to use."""
        inner = cursor.nested()
        (count, _) = inner.read(CONTEXT_LIST[header.big])
        inner.expect("ContextList:request_contexts", count)
        for _ in range(count):
            context = inner.nested()
            number, syntaxes, _ = context.read(CONTEXT[header.big])
            abstract = _syntax(header, context)
            context.expect("ContextRequest:transfer_syntaxes", syntaxes)
            for _ in range(syntaxes):
                _syntax(header, context)
            inner.at = context.at
            if event in self._wanted:
                self._raise(event, self.file, number, *abstract)

    def _bind_ack(self, header: Header, cursor: Cursor) -> None:
        address = _ack(header, cursor, BIND_ACK)
        if "dce_rpc_bind_ack" in self._wanted:
            self._raise("dce_rpc_bind_ack", self.file, address.removesuffix(b"\0"))

    def _alter_context_resp(self, header: Header, cursor: Cursor) -> None:
        _ack(header, cursor, ALTER_CONTEXT_RESP)
        if "dce_rpc_alter_context_resp" in self._wanted:
            self._raise("dce_rpc_alter_context_resp", self.file)

    def _request(self, header: Header, cursor: Cursor) -> None:
        _, context, operation = cursor.read(REQUEST[header.big])
        if header.flags & HAS_OBJECT:
            cursor.skip("DCE_RPC_Request:uuid", UUID_LENGTH)
        self._call("request", context, operation, cursor)
        self._operations[context] = operation

    def _response(self, header: Header, cursor: Cursor) -> None:
        _, context, *_ = cursor.read(RESPONSE[header.big])
        self._call("response", context, self._operations.get(context, 0), cursor)

    def _call(self, kind: str, context: int, operation: int, cursor: Cursor) -> None:
        """The events about a call's arguments or results."""
        about = self.file, context, operation
        begin, end = cursor.at, cursor.end
        if (name := f"dce_rpc_{kind}") in self._wanted:
            self._raise(name, *about, end - begin)
        if (name := f"dce_rpc_{kind}_stub") in self._wanted:
            self._raise(name, *about, cursor.data[begin:end])


def _syntax(header: Header, cursor: Cursor) -> tuple[bytes, int, int]:
    """An interface by UUID and version."""
    inner = cursor.nested()
    uuid, major, minor = inner.read(SYNTAX[header.big])
    cursor.at = inner.at
    return uuid, major, minor


def _ack(header: Header, cursor: Cursor, layouts: tuple[Layout, Layout]) -> bytes:
    """An answer to a choice of interfaces; returns the secondary address."""
    layout = layouts[header.big]
    *_, length = cursor.read(layout)
    address = cursor.take(f"{layout.name}:sec_addr", length)
    cursor.at += -(cursor.at - cursor.start) % 4
    inner = cursor.nested()
    count, _ = inner.read(CONTEXT_LIST[header.big])
    inner.expect("ContextList:reply_contexts", count)
    for _ in range(count):
        reply = inner.nested()
        reply.read(REPLY[header.big])
        _syntax(header, reply)
        inner.at = reply.at
    return address


def new_pipe(connection: Connection, file: int) -> DceRpcAnalyzer | None:
    """An analyzer for the pipe with that file number, if somebody needs it."""
    pipe: DceRpcAnalyzer | None = new_child(connection, DceRpcAnalyzer.name)
    if pipe is not None:
        pipe.file = file
    return pipe


_BODIES = {
    0: DceRpcAnalyzer._request,
    2: DceRpcAnalyzer._response,
    11: DceRpcAnalyzer._bind,
    12: DceRpcAnalyzer._bind_ack,
    14: DceRpcAnalyzer._alter_context,
    15: DceRpcAnalyzer._alter_context_resp,
}
