"""Counters of logs."""

from types import SimpleNamespace

from pyzeek.logs.counts import Counts, module_of


def test_readings() -> None:
    counts = Counts()
    counts.of_stream("Conn::LOG").writes += 3
    counts.of_stream("DNS::LOG")
    info = SimpleNamespace(stream="Conn::LOG", filter="default", path="conn")
    counts.of_writer("Log::WRITER_ASCII", info).strings += 2
    assert counts.of_writer("Log::WRITER_ASCII", info).strings == 2
    found = {r.name: (r.values, r.value) for r in counts.readings()}
    assert found["log-stream-writes"] == (("Conn", "Conn::LOG"), 3)
    labels = ("Log::WRITER_ASCII", "Conn", "Conn::LOG", "default", "conn")
    assert found["log-writer-truncated-string-fields"] == (labels, 2)
    assert found["log-writer-truncated-containers"] == (labels, 0)


def test_modules() -> None:
    assert module_of("A::B::LOG") == "A::B" and module_of("LOG") == "GLOBAL"
