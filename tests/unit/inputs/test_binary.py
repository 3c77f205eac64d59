"""Files in pieces."""

from __future__ import annotations

from pathlib import Path

from pyzeek.inputs.binary import BinaryReader
from pyzeek.typesystem.types import COUNT, STRING

from .conftest import work

BYTES = {"bytestream": STRING}


def test_pieces(reader, sink) -> None:
    Path("t").write_bytes(b"abcdefghi")
    assert work(reader(BinaryReader, "t", BYTES).start())
    assert sink.rows == [(b"abcd",), (b"efgh",), (b"i",)] and sink.ends == 1


def test_growing_file(reader, sink) -> None:
    Path("t").write_bytes(b"abcd")
    made = reader(BinaryReader, "t", BYTES, "STREAM")
    work(made.start())
    with open("t", "ab") as file:
        file.write(b"ef")
    work(made.heartbeat())
    assert sink.rows == [(b"abcd",), (b"ef",)] and not sink.ends


def test_changed_file(reader, sink) -> None:
    Path("t").write_bytes(b"ab")
    made = reader(BinaryReader, "t", BYTES, "REREAD")
    work(made.start())
    work(made.heartbeat())
    Path("u").write_bytes(b"cd")
    Path("u").replace("t")
    work(made.heartbeat())
    assert sink.rows == [(b"ab",), (b"cd",)]
    Path("t").unlink()
    work(made.heartbeat())
    assert sink.said == ["Could not get stat for t"]


def test_what_cannot_be(reader, sink) -> None:
    for path, columns in (("t", BYTES), ("", BYTES), ("t", {"a": COUNT}), ("t", {})):
        assert not work(reader(BinaryReader, path, columns).start())
        assert sink.said[1:] == ["Init failed", "terminating thread"]
