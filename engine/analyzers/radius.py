"""RADIUS: who wants to use a network, and whether they may (RFC 2865)."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..values.record import UNSET
from ..values.table import Table
from ..values.vector import Vector
from .datagrams import DatagramAnalyzer
from .layout import Cursor, Layout

HEADER = Layout(
    "RADIUS_PDU",
    "RFC 2865 3",
    "code:B trans_id:B length:H authenticator:16s",
    ends="length authenticator",
    order=">",
)
ATTRIBUTE = Layout("RADIUS_Attribute", "RFC 2865 5", "code:B length:B", "length", ">")

_ATTRIBUTES = 3
"Place of the attributes in the record of a message."


class RADIUSAnalyzer(DatagramAnalyzer):
    """Messages of both sides."""

    name = "RADIUS"
    EVENTS = ("radius_message", "radius_attribute")

    def message(self, data: bytes, is_orig: bool) -> None:
        """One message; its own length does not matter to Zeek."""
        cursor = Cursor(data, 0, len(data))
        code, ident, _, authenticator = cursor.read(HEADER)
        attributes = []
        while cursor.at < cursor.end:
            attributes.append(_attribute(cursor))
            self.connection.event("radius_attribute", *attributes[-1])
        self.connection.confirm(self)
        handler = self.connection.net.handler("radius_message")
        if handler.wanted:
            shown = self._shown(attributes) if attributes else UNSET
            values = code, ident, authenticator, shown
            record = self.connection.rt.record("RADIUS::Message")(*values)
            handler.queue(self.connection.record(), record)

    @cached_property
    def _type(self) -> Any:
        cls = self.connection.rt.record("RADIUS::Message")
        return cls.__zeek_type__.fields[_ATTRIBUTES].type

    def _shown(self, attributes: list[tuple[int, bytes]]) -> Table:
        """The values of each kind of attribute."""
        table = Table(type=self._type)
        for kind, value in attributes:
            if kind not in table:
                table[kind] = Vector(type=self._type.value)
            table[kind].append(value)
        return table


def _attribute(cursor: Cursor) -> tuple[int, bytes]:
    """Kind and value (RFC 2865 5); the cursor moves behind them."""
    inner = cursor.nested()
    code, length = inner.read(ATTRIBUTE)
    value = inner.take("RADIUS_Attribute:value", length - ATTRIBUTE.size)
    cursor.at = inner.at
    return code, value
