"""Logs read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pyzeek
from pyzeek.logs.reading import LogError, read_log, unescaped

CODE = """
module Test;
export { redef enum Log::ID += { LOG }; }
type Info: record {
    ts: time &log; s: string &log; n: count &log &optional; set_: set[string] &log;
    v: vector of interval &log; p: port &log; a: addr &log; b: bool &log;
};
event zeek_init()
    {
    Log::create_stream(LOG, [$columns=Info, $path="test"]);
    Log::write(LOG, [$ts=double_to_time(1.5), $s="a\\tb\\\\c", $set_=set("x,y"),
        $v=vector(1sec, 2.5sec), $p=53/udp, $a=[::1], $b=T]);
    Log::write(LOG, [$ts=double_to_time(2.0), $s="", $n=7, $set_=set(),
        $v=vector(), $p=1/tcp, $a=1.2.3.4, $b=F]);
    }
"""
ROWS = [
    {
        "ts": 1.5,
        "s": "a\tb\\c",
        "n": None,
        "set_": ["x,y"],
        "v": [1.0, 2.5],
        "p": 53,
        "a": "::1",
        "b": True,
    },
    {
        "ts": 2.0,
        "s": "",
        "n": 7,
        "set_": [],
        "v": [],
        "p": 1,
        "a": "1.2.3.4",
        "b": False,
    },
]


@pytest.mark.parametrize("extra", [[], ["LogAscii::separator=|"]])
def test_what_was_written_is_read(tmp_path, extra):
    result = pyzeek.run(code=CODE, bare=True, log_dir=tmp_path, assignments=extra)
    assert result.errors == []
    assert result.log("test") == ROWS
    assert result.log("other") == []


def test_json(tmp_path):
    pyzeek.run(
        code=CODE, bare=True, log_dir=tmp_path, assignments=["LogAscii::use_json=T"]
    )
    first, second = read_log(tmp_path / "test.log")
    assert first["s"] == "a\tb\\c" and "n" not in first
    assert second["n"] == 7


@pytest.mark.parametrize(
    "text, message",
    [
        (b"no log\n", "neither a log of columns nor one of JSON lines"),
        (b"{}\n{\n", "line 2: not JSON"),
        (b"#separator \\x09\n#fields\ta\n#types\tcount\n1\t2\n", "line 4: 2 columns"),
    ],
)
def test_what_is_no_log(tmp_path, text, message):
    path = tmp_path / "x.log"
    path.write_bytes(text)
    with pytest.raises(LogError, match=message):
        list(read_log(path))


def test_empty_file(tmp_path):
    (tmp_path / "x.log").touch()
    assert list(read_log(tmp_path / "x.log")) == []


@given(st.binary())
def test_escapes_are_undone(data):
    escaped = b"".join(
        b"\\\\" if b == 0x5C else bytes([b]) if 32 <= b < 127 else b"\\x%02x" % b
        for b in data
    )
    assert unescaped(escaped) == data
