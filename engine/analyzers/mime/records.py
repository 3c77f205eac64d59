"""Headers as scripts see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...values.table import Table
from .header import Header

if TYPE_CHECKING:
    from ..conn import Connection


def header_record(connection: Connection, header: Header) -> Any:
    """A field as a `mime_header_rec`."""
    return connection.net.types.mime_header_rec(
        original_name=header.name, name=header.name.upper(), value=header.value
    )


def header_table(connection: Connection, headers: Sequence[Header]) -> Any:
    """Fields as a `mime_header_list`, counted from 1."""
    table = Table((), connection.rt.names.type_of("mime_header_list"))
    for number, header in enumerate(headers, 1):
        table[number] = header_record(connection, header)
    return table
