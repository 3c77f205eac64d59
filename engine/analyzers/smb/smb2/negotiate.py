"""NEGOTIATE: dialects offered and the one chosen ([MS-SMB2] 2.2.3, 2.2.4)."""

from __future__ import annotations

from typing import Any, NamedTuple

from ....values.vector import Vector
from ...layout import Cursor, Layout, out_of_bound
from ...times import from_filetime
from ..state import State
from .command import Command, about
from .pdu import Pdu

DIALECT_311 = 0x0311

REQUEST = Layout(
    "SMB2_negotiate_request",
    "[MS-SMB2] 2.2.3",
    "structure_size:H dialect_count:H security_mode:H :2x capabilities:I "
    "client_guid:16s client_start_time:Q",
    ends="client_start_time",
)
RESPONSE = Layout(
    "SMB2_negotiate_response",
    "[MS-SMB2] 2.2.4",
    "structure_size:H security_mode:H dialect_revision:H negotiate_context_count:H "
    "persistent:Q volatile:Q capabilities:I max_transact_size:I max_read_size:I "
    "max_write_size:I system_time:Q server_start_time:Q security_offset:H "
    "security_length:H negotiate_context_offset:I",
    ends="negotiate_context_offset",
)
CONTEXT = Layout(
    "SMB3_negotiate_context_value",
    "[MS-SMB2] 2.2.3.1",
    "context_type:H data_length:H reserved:I",
    ends="reserved",
)
PREAUTH = Layout(
    "SMB3_preauth_integrity_capabilities",
    "[MS-SMB2] 2.2.3.1.1",
    "hash_alg_count:H salt_length:H",
    ends="salt_length",
)
ENCRYPTION = Layout(
    "SMB3_encryption_capabilities",
    "[MS-SMB2] 2.2.3.1.2",
    "cipher_count:H",
    ends="cipher_count",
)
COMPRESSION = Layout(
    "SMB3_compression_capabilities",
    "[MS-SMB2] 2.2.3.1.3",
    "alg_count:H padding:H reserved:I",
    ends="reserved",
)


class Context(NamedTuple):
    """One negotiate context; what does not belong to its type is None."""

    context_type: int
    data_length: int
    preauth: tuple[list[int], bytes] | None = None
    ciphers: list[int] | None = None
    algorithms: list[int] | None = None
    netname: bytes | None = None


def read_context(cursor: Cursor) -> Context:
    """One negotiate context, without the padding behind it."""
    kind, length, _ = cursor.read(CONTEXT)
    read = _CONTEXTS.get(kind)
    if read is None:
        cursor.skip("SMB3_negotiate_context_value:unknown_context_data", length)
        return Context(kind, length)
    return Context(kind, length, **read(cursor.nested(), cursor, length))


def _preauth(inner: Cursor, outer: Cursor, length: int) -> dict[str, Any]:
    count, salt_length = inner.read(PREAUTH)
    algorithms = inner.numbers("SMB3_preauth_integrity_capabilities:hash_alg", count)
    salt = inner.take("SMB3_preauth_integrity_capabilities:salt", salt_length)
    outer.at = inner.at
    return {"preauth": (algorithms, salt)}


def _encryption(inner: Cursor, outer: Cursor, length: int) -> dict[str, Any]:
    (count,) = inner.read(ENCRYPTION)
    ciphers = inner.numbers("SMB3_encryption_capabilities:ciphers", count)
    outer.at = inner.at
    return {"ciphers": ciphers}


def _compression(inner: Cursor, outer: Cursor, length: int) -> dict[str, Any]:
    count, _, _ = inner.read(COMPRESSION)
    algorithms = inner.numbers("SMB3_compression_capabilities:algs", count)
    outer.at = inner.at
    return {"algorithms": algorithms}


def _netname(inner: Cursor, outer: Cursor, length: int) -> dict[str, Any]:
    netname = inner.take("SMB3_netname_negotiate_context_id:net_name", length)
    outer.at = inner.at
    return {"netname": netname}


_CONTEXTS = {1: _preauth, 2: _encryption, 3: _compression, 5: _netname}


def read_contexts(cursor: Cursor, count: int) -> list[Context]:
    """The list of negotiate contexts, each but the last padded to 8 bytes."""
    contexts = []
    if count - 1 > cursor.end - cursor.at:
        raise out_of_bound(
            "NegotiateContextList:vals", count - 1, cursor.end - cursor.at
        )
    for _ in range(count - 1):
        inner = cursor.nested()
        contexts.append(read_context(inner))
        inner.align("Padded_SMB3_negotiate_context_value", 8)
        cursor.at = inner.at
    inner = cursor.nested()
    contexts.append(read_context(inner))
    cursor.at = inner.at
    return contexts


def request(state: State, pdu: Pdu) -> None:
    """The client's dialects."""
    _, count, *_ = pdu.read(REQUEST)
    dialects = pdu.numbers("SMB2_negotiate_request:dialects", count)
    if event := state.wanted("smb2_negotiate_request"):
        event.queue(*about(state, pdu), state.counts(dialects))
    if state.decryption is not None:
        state.decryption.negotiate_request(pdu.whole())


def response(state: State, pdu: Pdu) -> None:
    """The server's choice."""
    fields = pdu.read(RESPONSE)
    dialect, count = fields[2:4]
    security_length, context_offset = fields[-2:]
    blob = pdu.take("SMB2_negotiate_response:security_blob", security_length)
    contexts = []
    if dialect == DIALECT_311:
        pdu.pad_to_offset32("SMB2_negotiate_response:pad1", context_offset)
        if count:
            contexts = read_contexts(pdu, count)
    if event := state.wanted("smb2_negotiate_response"):
        event.queue(*about(state, pdu), _response_record(state, fields, contexts))
    if state.decryption is not None:
        ciphers = [c for context in contexts for c in context.ciphers or ()]
        state.decryption.negotiate_response(pdu.whole(), dialect, ciphers)
    state.carried.login(blob, False)


def _response_record(
    state: State, fields: tuple[Any, ...], contexts: list[Context]
) -> Any:
    _, security_mode, dialect, count, persistent, volatile, *_ = fields
    system_time, server_start_time = fields[10:12]
    return state.records["SMB2::NegotiateResponse"](
        dialect,
        security_mode,
        state.guid(persistent, volatile),
        from_filetime(system_time),
        from_filetime(server_start_time),
        count,
        Vector([_context_record(state, context) for context in contexts]),
    )


def _context_record(state: State, context: Context) -> Any:
    record = state.records["SMB2::NegotiateContextValue"](
        context.context_type, context.data_length
    )
    if context.preauth is not None:
        algorithms, salt = context.preauth
        record.preauth_info = state.records["SMB2::PreAuthIntegrityCapabilities"](
            len(algorithms), len(salt), state.counts(algorithms), salt
        )
    if context.ciphers is not None:
        record.encryption_info = state.records["SMB2::EncryptionCapabilities"](
            len(context.ciphers), state.counts(context.ciphers)
        )
    if context.algorithms is not None:
        record.compression_info = state.records["SMB2::CompressionCapabilities"](
            len(context.algorithms), state.counts(context.algorithms)
        )
    if context.netname is not None:
        record.netname = context.netname
    return record


COMMAND = Command("NEGOTIATE", request, response)
