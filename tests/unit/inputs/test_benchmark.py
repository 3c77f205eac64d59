"""Random rows."""

from __future__ import annotations

from pyzeek.inputs.benchmark import BenchmarkReader
from pyzeek.typesystem.types import COUNT, STRING, TableType, VectorType

from .conftest import work


def test_rows(reader, sink) -> None:
    kinds = {"c": COUNT, "s": STRING, "v": VectorType(COUNT)}
    kinds["t"] = TableType((STRING,), None)
    made = reader(BenchmarkReader, "3", kinds, "STREAM")
    assert work(made.start()) and len(sink.rows) == 3
    work(made.heartbeat())
    assert len(sink.rows) == 3 + 7 and not sink.ends
    count, text, numbers, words = sink.rows[0]
    assert isinstance(count, int) and len(text) == 10
    assert isinstance(numbers, tuple) and isinstance(words, tuple)
