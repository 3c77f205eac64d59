"""GSSAPI with SPNEGO: which mechanism a login is to use, and its tokens (RFC 4178).

A blob is NegTokenInit in the frame of RFC 2743 3.1, or NegTokenResp. The tokens
that it carries go to the analyzer of their mechanism.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import krb, ntlm
from .asn1 import Encoding
from .children import Children
from .contract import Analyzer, ParseError
from .layout import Layout, invalid_case

if TYPE_CHECKING:
    from .conn import Connection

EVENTS = ("gssapi_neg_result", *ntlm.EVENTS, *krb.EVENTS)

# RFC 2743 3.1: a token that begins a negotiation.
_INIT = 0x60
# RFC 1964 1.2: ids of messages that a mechanism protects, which nobody reads.
_MIC, _WRAP = 0x0404, 0x0504

KRB_TOKEN_ID = Layout("KRB_OID_BLOB", "RFC 4121 4.1", "token_id:H")

# What a mechanism's token begins with: NTLM's signature, Kerberos in the frame of
# RFC 2743, and bare AP-REQ and AP-REP (RFC 4120 5.5).
_NTLM = b"NTLMSSP"
_FRAMED = 0x60
_AP_REQ, _AP_REP = 0x6E, 0x6F


class GSSAPIAnalyzer(Analyzer):
    """Blobs of a negotiation, each delivered as a whole."""

    name = "GSSAPI"
    EVENTS = EVENTS

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._children = Children(connection)

    def deliver(self, data: bytes, is_orig: bool) -> None:
        """One blob."""
        try:
            self._blob(Encoding(data, 0, len(data), self._odd))
        except ParseError as error:
            self.connection.violation(self, str(error))
            return
        self.connection.confirm(self)

    def _odd(self, name: str, addl: str) -> None:
        self.connection.net.weirds.general(name, addl)

    def _blob(self, cursor: Encoding) -> None:
        """A token in either of its forms, up to the blob's end."""
        outer = cursor.meta()
        if outer.tag << 8 | outer.first in (_MIC, _WRAP):
            return
        if outer.tag == _INIT:
            cursor.value()  # the mechanism, SPNEGO
            cursor.meta()
        cursor.meta()
        while cursor.at < cursor.end:
            if outer.tag == _INIT:
                self._init(cursor)
            else:
                self._response(cursor)

    def _init(self, cursor: Encoding) -> None:
        """One element of NegTokenInit (RFC 4178 4.2.1)."""
        index, part = cursor.part("GSSAPI_NEG_TOKEN_INIT_Arg:args")
        if index == 2:
            self._token(part, True)
        elif index in (0, 1, 3):  # mechTypes, reqFlags, mechListMIC
            part.value()
        else:
            raise invalid_case("GSSAPI_NEG_TOKEN_INIT_Arg_Data", index)

    def _response(self, cursor: Encoding) -> None:
        """One element of NegTokenResp (RFC 4178 4.2.2)."""
        index, part = cursor.part("GSSAPI_NEG_TOKEN_RESP_Arg:args")
        if index == 2:
            self._token(part, False)
        elif index == 0:
            self._result(part, part.value())
        elif index in (1, 3):  # supportedMech, mechListMIC
            part.value()
        else:
            raise invalid_case("GSSAPI_NEG_TOKEN_RESP_Arg", index)

    def _result(self, part: Encoding, content: bytes) -> None:
        """How far the negotiation is: accepted, incomplete, rejected."""
        handler = self.connection.rt.event("gssapi_neg_result")
        if handler.wanted:
            handler.queue(self.connection.record(), part.integer(content))

    def _token(self, part: Encoding, is_orig: bool) -> None:
        """A mechanism's own token; Zeek takes all responses for the server's."""
        inner = part.inner()
        meta = inner.meta()
        token = inner.take("GSSAPI_NEG_TOKEN_MECH_TOKEN:token", meta.length)
        if token.startswith(_NTLM):
            self._children.deliver("NTLM", token, is_orig)
        elif token[:1] == bytes([_FRAMED]):
            framed = self._unframed(Encoding(token, 0, len(token), self._odd))
            self._children.deliver("KRB", framed, is_orig)
        elif token[:1] in (bytes([_AP_REQ]), bytes([_AP_REP])):
            self._children.deliver("KRB", token, is_orig)

    def _unframed(self, cursor: Encoding) -> bytes:
        """A Kerberos message without its mechanism and token id."""
        cursor.meta()
        cursor.value()
        cursor.count(KRB_TOKEN_ID)
        return cursor.data[cursor.at : cursor.end]
