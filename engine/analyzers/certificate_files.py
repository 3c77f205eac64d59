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
    start = describe(float(connection.start))
    ends = _end(connection.orig) + b" > " + _end(connection.resp)
    side = b"T" if is_orig else b"F"
    return b"Analyzer::ANALYZER_" + name + start + side + ends + which


def _end(side: Endpoint) -> bytes:
    return describe(address(side.addr)) + b":" + str(side.port).encode()
