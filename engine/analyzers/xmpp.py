"""XMPP (RFC 6120 5): the way to STARTTLS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .starttls import StartTLSAnalyzer, Tokens

if TYPE_CHECKING:
    from .conn import Connection

_SPACES = re.compile(rb"[ \r\n]*")
_BEGIN = re.compile(rb"<")
_END = re.compile(rb">")
_NAME = re.compile(rb"/?[?:0-9A-Za-z]+")
_CONTENT = re.compile(rb"[^<>]*")

# After one of these TLS does not begin any more.
_TOO_LATE = frozenset((b"success", b"message", b"db:result", b"db:verify", b"presence"))


class XMPPAnalyzer(StartTLSAnalyzer):
    """Tags of XML."""

    name = "XMPP"
    EVENTS = ("xmpp_starttls",)

    def __init__(self, connection: Connection):
        super().__init__(connection)
        self._is_asked = False

    def read(self, tokens: Tokens, is_orig: bool) -> None:
        """Tag after tag."""
        while tokens:
            tokens.take(_SPACES)
            tokens.take(_BEGIN)
            name = tokens.take(_NAME)
            tokens.take(_CONTENT)
            tokens.take(_END)
            tokens.take(_CONTENT)
            self._tag(name, is_orig)

    def _tag(self, name: bytes, is_orig: bool) -> None:
        _, _, inner = name.partition(b":")
        plain = inner or name
        if is_orig and name == b"stream:stream":
            self.connection.confirm(self)
        if name in _TOO_LATE:
            self.skips = True
        if is_orig:
            self._is_asked |= plain == b"starttls"
        elif plain == b"proceed" and self._is_asked:
            self.begin_tls("xmpp_starttls")
        elif name == b"proceed":
            self.weird("XMPP: proceed without starttls")
