"""Content as events."""

from __future__ import annotations

from .conftest import attach


def test_pieces_and_order(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    events = {"chunk_event": rt.event("chunk"), "stream_event": rt.event("stream")}
    assert attach(manager, b"F1", "DATA_EVENT", **events)
    manager.files[b"F1"].enable_reassembly()
    manager.local_data(b"def", b"F1", "test", 3)
    manager.local_data(b"abc", b"F1", "test", 0)
    assert rt.args("chunk") == [(b"def", 3), (b"abc", 0)]
    assert b"".join(data for (data,) in rt.args("stream")) == b"abcdef"


def test_no_event_no_analyzer(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    assert not attach(manager, b"F1", "DATA_EVENT")
    assert rt.reporter.said == ["[F1] Failed file analyzer DATA_EVENT instantiation"]
