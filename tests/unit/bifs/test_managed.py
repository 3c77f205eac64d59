"""What other managers answer: logs, files, input."""

from types import SimpleNamespace

MD5 = SimpleNamespace(name="Files::ANALYZER_MD5")


def test_without_managers(rt) -> None:
    assert rt.call("Log::__create_stream", 1, 2) and rt.call("Log::flush_all") is None
    rt.values |= {"max_analyzer_violations": 5, "digest_salt": b"salt"}
    assert not rt.call("Files::__file_exists", b"x")
    assert not rt.call("Input::__remove_stream", b"x")
    assert rt.call("identify_data", b"x", True) == b"<unknown>"
    assert rt.call("Files::__analyzer_name", MD5) == b"MD5"


def test_with_managers(rt) -> None:
    rt.services["logs"] = SimpleNamespace(write=lambda stream, record: (stream, record))
    assert rt.call("Log::__write", "id", "r") == ("id", "r")
    rt.services["file_analysis"] = SimpleNamespace(stop=lambda fuid: fuid)
    assert rt.call("Files::__stop", b"F") == b"F"
