"""Certificates that protocols carry go to the file framework, each as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files import EVENTS, file_manager
from ..values.printing import describe
from .conn import address

if TYPE_CHECKING:
    from .conn import Connection, Endpoint
    from .contract import Analyzer


def give(
    analyzer: Analyzer, content: bytes, is_orig: bool, name: bytes, mime_type: bytes
) -> None:
    """A whole file of that handle, if somebody wants files."""
    connection = analyzer.connection
    rt = connection.rt
    if not any(rt.event(event).wanted for event in EVENTS):
        return
    files = file_manager(rt)
    fuid = files.file_id(name)
    about = content, analyzer.name, connection, is_orig
    files.data(*about, fuid=fuid, mime_type=mime_type)
    files.remove(fuid)


def handle(connection: Connection, name: bytes, is_orig: bool, which: bytes) -> bytes:
    """What Zeek calls the file of one side; `which` tells it from the next."""
    side = b"T" if is_orig else b"F"
    return _begin(connection, name) + side + _ends(connection) + which


def connection_handle(connection: Connection, name: bytes) -> bytes:
    """What Zeek calls every file of a connection, for some protocols."""
    return _begin(connection, name) + _ends(connection)


def _begin(connection: Connection, name: bytes) -> bytes:
    return b"Analyzer::ANALYZER_" + name + describe(float(connection.start))


def _ends(connection: Connection) -> bytes:
    return _end(connection.orig) + b" > " + _end(connection.resp)


def _end(side: Endpoint) -> bytes:
    return describe(address(side.addr)) + b":" + str(side.port).encode()
