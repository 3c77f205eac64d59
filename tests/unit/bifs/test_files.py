"""Files and folders."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_writing(rt) -> None:
    assert rt.call("mkdir", b"d") and rt.call("mkdir", b"d")
    f = rt.call("open", b"d/one.txt")
    assert rt.call("get_file_name", f) == b"d/one.txt" and rt.call("active_file", f)
    assert rt.call("write_file", f, b"raw \0") and rt.call("set_buf", f, False)
    assert rt.call("file_size", b"d/one.txt") == 5.0
    rt.call("enable_raw_output", f)
    f.print((b"x", 1))
    assert rt.call("close", f) and rt.call("close", f) and not rt.call("active_file", f)
    again = rt.call("open_for_append", b"d/one.txt")
    rt.call("write_file", again, b"!")
    rt.call("close", again)
    assert Path("d/one.txt").read_bytes() == b"raw \0x1!"
    assert rt.call("rename", b"d/one.txt", b"d/two.txt")
    assert rt.call("unlink", b"d/two.txt") and rt.call("rmdir", b"d")
    assert rt.call("file_size", b"d/two.txt") == -1.0 and not rt.said


def test_mistakes(rt) -> None:
    assert not rt.call("rmdir", b"none") and not rt.call("unlink", b"none")
    assert not rt.call("rename", b"none", b"other") and not rt.call("mkdir", b"a/b")
    said = rt.said
    assert {kind for kind, _ in said} == {"warning"} and len(said) == 4
    assert "cannot unlink file 'none': No such file or directory" in said[1][1]
    f = rt.call("open", b"none/file")
    assert not f.is_open and not rt.call("write_file", f, b"x") and rt.said
    rt.call("open", b"a\0b")
    assert rt.said[0][1] == 'string with embedded NUL: "a\\x00b"'


def test_standard_output(rt) -> None:
    rt.call("open", b"/dev/stdout").print((b"a",))
    assert rt.out.getvalue() == b"a\n" and rt.call("open", b"-").stream is rt.out


PATHS = {
    "/a/b/../c": "/a/c",
    "/a//b/./c/": "/a/b/c",
    "a/../b": "b",
    "../a": "../a",
    "a/b/../../..": "..",
    "/../x": "/../x",
    "./../x": "../x",
    "": "",
    "/": "/",
    "a/": "a",
}


@pytest.mark.parametrize("path, short", PATHS.items())
def test_compressing_paths(rt, path: str, short: str) -> None:
    assert rt.call("compress_path", path.encode()) == short.encode()


def test_rotation(rt) -> None:
    f = rt.call("open", b"log")
    rt.call("write_file", f, b"old")
    info = rt.call("rotate_file", f)
    assert (
        info.values[0] == b"log" and Path(info.values[1].decode()).read_text() == "old"
    )
    rt.call("write_file", f, b"new")
    rt.call("close", f)
    assert Path("log").read_text() == "new"
    assert rt.call("rotate_file_by_name", b"log").values[0] == b"log"
    assert rt.call("file_size", b"log") == 0
    assert rt.call("rotate_file_by_name", b"none").values[0] == b""
    assert rt.call("rotate_file", f).values[0] == b""


def test_finding_scripts(rt) -> None:
    assert rt.call("find_in_zeekpath", b"base/init-bare").endswith(b"init-bare.zeek")
    assert rt.call("find_in_zeekpath", b"no/such/thing") == b""
    assert rt.call("find_in_zeekpath", b"./x") == b"" and len(rt.said) == 1
