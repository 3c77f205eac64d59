"""Files of certificates: their handles, and nothing if nobody wants files."""

from __future__ import annotations

from types import SimpleNamespace

from pyzeek.analyzers.certificate_files import give, handle

from .notes import Connection, Runtime


def test_a_handle():
    connection = Connection(Runtime(None))
    ends = b"10.0.0.1:1000 > 10.0.0.2:88"
    name = handle(connection, b"SSL", False, b"3")  # type: ignore[arg-type]
    assert name == b"Analyzer::ANALYZER_SSL1.5F" + ends + b"3"


def test_given_and_ended():
    connection = Connection(Runtime(None))
    analyzer = SimpleNamespace(connection=connection, name="SSL")
    give(analyzer, b"cert", True, b"name", b"kind")  # type: ignore[arg-type]
    more = {"fuid": b"Fname", "mime_type": b"kind"}
    given = connection.rt.services["file_analysis"].given
    assert given == [(b"cert", "SSL", True, more), (b"Fname",)]


def test_nobody_wants_files():
    connection = Connection(Runtime({"ssl_established"}))
    analyzer = SimpleNamespace(connection=connection, name="SSL")
    give(analyzer, b"cert", True, b"name", b"kind")  # type: ignore[arg-type]
    assert connection.rt.services["file_analysis"].given == []
