"""Connections that carry a file."""

from __future__ import annotations

from typing import Any

import pytest

from pyzeek.analyzers.file_data import FTPDataAnalyzer, IRCDataAnalyzer

from .notes import Connection, Runtime


class Files:
    """Notes down what it is given."""

    def __init__(self) -> None:
        self.given: list[Any] = []
        self.files: dict[bytes, Any] = {}

    def data(self, data: bytes, name: str, _: Any, is_orig: bool, fuid: bytes) -> bytes:
        self.given.append((data, name, is_orig, fuid))
        return b"F1"

    def gap(self, *args: Any, fuid: bytes) -> bytes:
        self.given.append((*args[:3], *args[4:], fuid))
        return fuid

    def matches(self, data: bytes) -> tuple[bytes | None, list[Any]]:
        return (b"text/plain" if data.startswith(b"t") else None), []

    def remove(self, fuid: bytes) -> None:
        self.given.append((fuid,))

    def end_of_file(self, name: str, _: Any, is_orig: bool) -> None:
        self.given.append((name, is_orig))


@pytest.fixture
def talk() -> tuple[FTPDataAnalyzer, Files, Connection]:
    connection, files = Connection(Runtime(None)), Files()
    connection.rt.services["file_analysis"] = files
    return FTPDataAnalyzer(connection), files, connection  # type: ignore[arg-type]


def test_a_file(talk: tuple[FTPDataAnalyzer, Files, Connection]) -> None:
    analyzer, files, connection = talk
    analyzer.deliver(b"text", False)
    analyzer.gap(3, False)
    analyzer.deliver(b"more", False)
    analyzer.finish()
    assert files.given == [
        (b"text", "FTP_DATA", False, b""),
        (5, 3, "FTP_DATA", False, b"F1"),
        (b"more", "FTP_DATA", False, b"F1"),
        ("FTP_DATA", True),
        (b"F1",),
    ]
    told = ("file_transferred", "c", b"textmore", b"<unknown>", b"text/plain")
    assert connection.rt.raised == [told]


def test_it_is_identified_by_its_beginning(
    talk: tuple[FTPDataAnalyzer, Files, Connection],
) -> None:
    analyzer, _, connection = talk
    analyzer.deliver(bytes(1000), True)
    assert connection.rt.raised == []
    analyzer.deliver(bytes(1000), True)
    analyzer.finish()
    [(_, _, prefix, _, kind)] = connection.rt.raised
    assert (len(prefix), kind) == (1024, b"<unknown>")


def test_counts_of_a_receiver() -> None:
    connection, files = Connection(Runtime(None)), Files()
    connection.rt.services["file_analysis"] = files
    analyzer = IRCDataAnalyzer(connection)  # type: ignore[arg-type]
    analyzer.deliver(b"\0\0\1\0\0\0\2\0", True)
    analyzer.deliver(b"\0", True)
    assert connection.weirds == ["irc_invalid_dcc_send_ack"]
    assert [event[2] for event in connection.rt.raised] == [256, 512]
    assert files.given == []
