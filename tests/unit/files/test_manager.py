"""Files of a run: ids, connections, ends, time and what scripts ask for."""

from __future__ import annotations

from types import SimpleNamespace

from .conftest import Connection, attach, tag

SMB = "SMB"


def send(manager, conn, data, offset=None, **more):
    return manager.data(data, SMB, conn, True, offset=offset, **more)


def test_ids_are_those_of_zeek(manager) -> None:
    where = rb"Analyzer::ANALYZER_SMB10.20.0.1010.20.0.20\\10.20.0.20\docs"
    handle = where + b"tool.exe134397427030302235"
    assert manager.file_id(handle) == b"F8ZQP82cDhxlP5Vxlb"
    assert manager.file_id(handle) == manager.file_id(handle) != manager.file_id(b"x")


def test_one_file(manager, rt, conn) -> None:
    fuid = send(manager, conn, b"abcdefgh", 0)
    assert manager.file_exists(fuid) and manager.lookup_file(fuid).is_orig
    manager.end_of_file(SMB, conn, True)
    assert [name for name in rt.names() if name != "get_file_handle"] == [
        "file_new",
        "file_over_new_connection",
        "file_sniff",
        "file_state_remove",
    ]
    assert not manager.files


def test_files_end_however_many_handles_there_were(manager, rt, conn) -> None:
    fuid = send(manager, conn, b"abc", 0)
    for number in range(5000):
        manager.file_id(b"%d" % number)
    rt.services["handle"] = b"another"
    manager.end_of_file(SMB, conn, True)
    assert list(manager.files) == [fuid]
    rt.services["handle"] = b"handle"
    manager.end_of_file(SMB, conn, True)
    assert not manager.files


def test_no_handle_no_file(manager, rt, conn) -> None:
    rt.services["handle"] = b""
    assert send(manager, conn, b"abc") == b""
    assert not manager.files


def test_without_handlers_nothing_is_asked(manager, rt, conn) -> None:
    rt.event("get_file_handle").wanted = False
    assert send(manager, conn, b"abc") == b""
    manager.end_of_file(SMB, conn, True)
    assert rt.raised == []


def test_two_connections(manager, rt, conn) -> None:
    send(manager, conn, b"a", 0)
    send(manager, Connection(b"C2"), b"b", 1)
    fuid = send(manager, conn, b"c", 2)
    assert rt.names().count("file_over_new_connection") == 2
    conns = manager.lookup_file(fuid).conns
    assert [ident.orig_h for ident in conns] == [b"C1", b"C2"]


def test_size_ends_a_file(manager, rt, conn) -> None:
    assert send(manager, conn, b"abc")
    assert manager.set_size(6, SMB, conn, True)
    assert send(manager, conn, b"def") == b""
    assert rt.names()[-1] == "file_state_remove"
    assert manager.set_size(0, SMB, conn, True) == b""


def test_known_type(manager, rt, conn) -> None:
    send(manager, conn, b"abc", fuid=b"F1", mime_type=b"x/y")
    (meta,) = (args[0] for args in rt.args("file_sniff"))
    assert (meta.mime_type, meta.inferred) == (b"x/y", False)


def test_gap(manager, rt, conn) -> None:
    fuid = send(manager, conn, b"abc")
    assert manager.gap(3, 4, SMB, conn, True) == fuid
    assert send(manager, conn, b"def", 7) == fuid
    assert rt.args("file_gap") == [(3, 4)]
    assert manager.files[fuid].offset == 10


def test_stopped(manager, rt, conn) -> None:
    rt.on("file_new", lambda f: manager.stop(f.id))
    assert send(manager, conn, b"abc") == b""
    assert send(manager, conn, b"abc") == b""
    assert "file_over_new_connection" not in rt.names()
    assert not manager.stop(b"F?")


def test_silence(manager, rt, conn) -> None:
    send(manager, conn, b"abc")
    rt.network_time = 60.0
    send(manager, conn, b"abc")
    for now in (121.0, 241.0):
        rt.network_time = now
        rt.timers.expire(now)
    ends = ["file_timeout", "file_sniff", "file_state_remove"]
    assert rt.names()[-3:] == ends
    assert not manager.files


def test_more_time(manager, rt, conn) -> None:
    def ask(f) -> None:
        if f.seen_bytes < 4:
            manager.set_timeout_interval(f.id, 10.0)

    rt.on("file_timeout", ask)
    send(manager, conn, b"abc")
    rt.network_time = 121.0
    rt.timers.expire(121.0)
    assert manager.files
    assert send(manager, conn, b"abc")
    rt.network_time = 132.0
    rt.timers.expire(132.0)
    assert not manager.files


def test_the_end(manager, rt, conn) -> None:
    rt.on("file_timeout", lambda f: manager.set_timeout_interval(f.id, 10.0))
    send(manager, conn, b"abc")
    manager.terminate()
    assert rt.names()[-1] == "file_state_remove" and not manager.files


def test_local(manager, rt) -> None:
    manager.local_data(b"abc", b"F1", "input")
    manager.local_data(b"ghi", b"F1", "input", 6)
    record = manager.lookup_file(b"F1")
    assert record.source == b"input" and not hasattr(record, "conns")
    assert manager.remove(b"F1") and not manager.remove(b"F1")


def test_questions_about_no_file(manager, rt) -> None:
    md5 = tag("Files::ANALYZER_MD5")
    assert not manager.file_exists(b"F1")
    assert not attach(manager, b"F1", "MD5")
    assert not manager.remove_analyzer(b"F1", md5, rt.record("Files::AnalyzerArgs")())
    assert not manager.enable_reassembly(b"F1")
    assert not manager.disable_reassembly(b"F1")
    assert not manager.set_reassembly_buffer(b"F1", 1)
    assert not manager.set_timeout_interval(b"F1", 1.0)
    assert manager.lookup_file(b"F1") is None
    assert rt.reporter.said == ["file ID F1 not a known file"]


def test_analyzers_switched_off(manager, rt, conn) -> None:
    fuid, md5 = send(manager, conn, b"abc"), tag("Files::ANALYZER_MD5")
    assert manager.disable_analyzer(md5) and not manager.analyzer_enabled(md5)
    assert not attach(manager, fuid, "MD5")
    assert manager.enable_analyzer(md5) and manager.analyzer_enabled(md5)
    assert attach(manager, fuid, "MD5")
    assert not manager.enable_analyzer(tag("Files::ANALYZER_NONE"))


def test_types_of_data(manager, rt) -> None:
    assert manager.identify_data(b"abc", True) == b"a/b"
    assert manager.identify_data(b"?", False) == b"<unknown>"
    assert len(rt.reporter.said) == 1
    (match,) = manager.file_magic(b"abc")
    assert (match.strength, match.mime) == (9, b"a/b")
    assert manager.file_magic(b"?") == []


def test_weirds_may_be_sampled(manager, rt, conn) -> None:
    fuid = send(manager, conn, b"abc")
    file = manager.files[fuid]
    file.weird("odd", "", "")
    weirds = SimpleNamespace(permits=lambda states, name: name != "odd")
    rt.services["network"] = SimpleNamespace(weirds=weirds)
    file.weird("odd", "", "")
    file.weird("other", "more", "SMB")
    rt.drain()
    assert [e[1] for e in rt.raised if e[0] == "file_weird"] == [b"odd", b"other"]


def test_counters(manager, rt) -> None:
    for fuid in (b"F1", b"F2", b"F3"):
        manager.local_data(b"a", fuid, "test")
        if fuid == b"F2":
            manager.remove(b"F1")
    counters = rt.services["statistics"]["FileAnalysisStats"]
    found = {name: count() for name, count in counters.items()}
    assert found == {"current": 2, "max": 2, "cumulative": 3}
