"""One file: its order, its beginning, its analyzers and its end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import Run, attach

FUID = b"F1"


@pytest.fixture
def file(manager, conn):
    manager.data(b"", "SMB", conn, True, fuid=FUID)
    return manager.files[FUID]


@pytest.fixture
def seen(manager, rt, file):
    """What an analyzer gets in order."""
    got: list[bytes] = []
    rt.on("stream", lambda f, data: got.append(data))
    assert attach(manager, FUID, "DATA_EVENT", stream_event=rt.event("stream"))
    return got


def test_in_order(file, seen, rt) -> None:
    file.data(b"abc", 0)
    file.data(b"def", 3)
    rt.drain()
    assert b"".join(seen) == b"abcdef" and file.offset == 6


def test_without_reassembly(file, seen, rt) -> None:
    file.data(b"abc", 0)
    file.data(b"ghi", 6)
    file.data(b"def", 3)
    file.end()
    rt.drain()
    assert b"".join(seen) == b"abcdef" and file.record.overflow_bytes == 3


def test_reassembly(file, seen, rt) -> None:
    file.enable_reassembly()
    file.data(b"ghi", 6)
    file.data(b"abc", 0)
    file.data(b"def", 3)
    file.data(b"?", 12)
    file.end()
    rt.drain()
    assert b"".join(seen) == b"abcdefghi?"
    assert rt.args("file_gap") == [(9, 3)]
    assert (file.record.missing_bytes, file.record.seen_bytes) == (3, 10)


def test_too_much_waits(file, seen, rt) -> None:
    file.enable_reassembly()
    file.limit_reassembly(4)
    file.data(b"123456", 10)
    file.data(b"7", 16)
    assert rt.args("file_reassembly_overflow") == [(0, 10)]
    assert b"".join(seen) == b"1234567"
    file.disable_reassembly()
    file.data(b"8", 17)
    rt.drain()
    assert b"".join(seen) == b"12345678"


def test_sniffed_when_the_beginning_is_there(file, rt) -> None:
    file.data(b"abc", 0)
    assert rt.args("file_sniff") == []
    file.data(b"defgh", 3)
    ((meta,),) = rt.args("file_sniff")
    assert meta.mime_type == b"a/b" and file.record.bof_buffer == b"abcdefgh"
    file.data(b"i" * 10, 8)
    assert len(rt.args("file_sniff")) == 1


def test_short_files_are_sniffed_at_the_end(file, rt) -> None:
    file.data(b"?b", 0)
    file.end()
    ((meta,),) = rt.args("file_sniff")
    assert not hasattr(meta, "mime_type")


def test_empty_files_are_not_sniffed(file, rt) -> None:
    file.end()
    file.end()
    assert rt.names().count("file_state_remove") == 1 and not rt.args("file_sniff")


def test_a_beginning_with_a_hole_is_not_sniffed(file, rt) -> None:
    file.gap(0, 5)
    file.data(b"abcdefgh", 5)
    assert rt.args("file_sniff") == []


def test_attached_while_sniffing(manager, file, rt) -> None:
    rt.on("file_sniff", lambda f, meta: attach(manager, FUID, "MD5"))
    file.data(b"abcd", 0)
    file.data(b"efgh", 4)
    file.end()
    assert rt.args("file_hash") == [(b"md5", b"e8dc4081b13434b45189a720b77b6818")]


def test_attached_late_gets_the_beginning(manager, file, rt) -> None:
    file.data(b"abcdefgh", 0)
    got: list[bytes] = []
    rt.on("late", lambda f, data: got.append(data))
    assert attach(manager, FUID, "DATA_EVENT", stream_event=rt.event("late"))
    file.data(b"ij", 8)
    rt.drain()
    assert got == [b"", b"abcdefgh", b"ij"]


def test_offset_beyond_all_numbers(file, rt) -> None:
    file.enable_reassembly()
    file.data(b"abcdef", 0xFFFFFFFFFFFFFFFD)
    ((_, addl, _),) = rt.args("file_weird")
    assert addl == b"offset=fffffffffffffffd len=6"
    file.end()
    assert file.offset == 0xFFFFFFFFFFFFFFFF


def test_violations_are_limited(manager, file, rt) -> None:
    attach(manager, FUID, "MD5")
    file.data(b"a")
    (analyzer,) = file.analyzers
    for _ in range(5):
        file.violation(analyzer, "reason")
    file.confirm(analyzer)
    file.confirm(analyzer)
    names = rt.names()
    assert names.count("analyzer_violation_info") == 2
    assert names.count("analyzer_confirmation_info") == 1
    assert names.count("file_weird") == 1


PIECES = st.lists(st.tuples(st.integers(0, 40), st.binary(max_size=8)), max_size=20)


@given(PIECES, st.integers(0, 20), st.integers(0, 10))
def test_any_order(pieces, most, gap) -> None:
    """Whatever comes, every byte is delivered, missing, or thrown away."""
    from pyzeek.files.manager import FileManager

    rt = Run()
    rt.services["identify"] = lambda data: []
    manager = FileManager(rt)
    manager.local_data(b"", FUID, "test")
    file = manager.files[FUID]
    file.enable_reassembly()
    file.limit_reassembly(most)
    for offset, data in pieces:
        file.data(data, offset)
    file.gap(file.offset, gap)
    file.end()
    rt.drain()
    record = file.record
    assert file.offset == record.seen_bytes + record.missing_bytes
