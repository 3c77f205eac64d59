"""Records of files and commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyzeek.inputs.raw import RawReader
from pyzeek.typesystem.types import BOOL, COUNT, STRING

from .conftest import work

LINE = {"s": STRING}
needs_shell = pytest.mark.skipif(os.name != "posix", reason="needs a shell")


def test_file(reader, sink) -> None:
    Path("t").write_bytes(b"#one\n\ntwo\t2\nrest")
    assert work(reader(RawReader, "t", LINE).start())
    assert sink.rows == [(b"#one",), (b"",), (b"two\t2",), (b"rest",)]
    assert sink.ends == 1


def test_separator_of_several_bytes(reader, sink) -> None:
    Path("t").write_bytes(b"a--b-c--")
    work(reader(RawReader, "t", LINE, record_separator=b"--").start())
    assert sink.rows == [(b"a",), (b"b-c",)]


@pytest.mark.parametrize(
    ("offset", "rows"), [(b"2", [(b"cd",)]), (b"-2", [(b"d",)]), (b"x", [(b"abcd",)])]
)
def test_offset(reader, sink, offset, rows) -> None:
    Path("t").write_bytes(b"abcd")
    work(reader(RawReader, "t", LINE, config={"offset": offset}).start())
    assert sink.rows == rows


def test_offset_before_the_file(reader, sink) -> None:
    Path("t").write_bytes(b"abcd")
    work(reader(RawReader, "t", LINE, config={"offset": b"-9"}).start())
    assert sink.said == ["Seek failed in init: Invalid argument"]


def test_growing_file(reader, sink) -> None:
    made = reader(RawReader, "t", LINE, "STREAM")
    assert work(made.start())
    Path("t").write_bytes(b"a\n")
    work(made.heartbeat())
    with open("t", "ab") as file:
        file.write(b"b\n")
    work(made.heartbeat())
    Path("u").write_bytes(b"other\n")
    Path("u").replace("t")
    work(made.heartbeat())
    assert sink.rows == [(b"a",), (b"b",), (b"other",)] and not sink.ends


def test_changed_file(reader, sink) -> None:
    Path("t").write_bytes(b"a\n")
    made = reader(RawReader, "t", LINE, "REREAD")
    work(made.start())
    work(made.heartbeat())
    Path("t").write_bytes(b"bb\n")
    work(made.heartbeat())
    assert sink.rows == [(b"a",), (b"bb",)] and sink.ends == 2
    Path("t").unlink()
    work(made.heartbeat())
    assert sink.said == ["Could not get stat for t"] and sink.disabled


def test_no_file(reader, sink) -> None:
    assert not work(reader(RawReader, "t", LINE).start())
    assert sink.said == ["Init: cannot open t", "Init failed", "terminating thread"]


@pytest.mark.parametrize(
    ("path", "columns", "mode", "config", "said"),
    [
        ("", LINE, "MANUAL", {}, "No source path provided"),
        ("t", {"a": STRING, "b": BOOL}, "MANUAL", {}, "got 2, expected 1"),
        ("t", {"a": COUNT}, "MANUAL", {}, "First field for raw reader"),
        ("t |", LINE, "REREAD", {}, "Rereading only supported for files"),
        ("t |", LINE, "MANUAL", {"offset": b"1"}, "Offset only is supported"),
        ("t |", LINE, "MANUAL", {"read_stderr": b"1"}, "got 1, expected 2"),
        (
            "t |",
            {"a": STRING, "b": COUNT},
            "MANUAL",
            {"read_stderr": b"1"},
            "Second field for raw reader",
        ),
    ],
)
def test_what_cannot_be(reader, sink, path, columns, mode, config, said) -> None:
    assert not work(reader(RawReader, path, columns, mode, config).start())
    assert said in sink.said[0]


@needs_shell
def test_command(reader, sink) -> None:
    assert work(reader(RawReader, "echo a; echo b |", LINE).start())
    assert sink.rows == [(b"a",), (b"b",)] and sink.ends == 1
    assert sink.events == [
        ("InputRaw::process_finished", b"name", b"echo a; echo b |", 0, False)
    ]


@needs_shell
def test_input_of_a_command(reader, sink) -> None:
    config = {"stdin": b"x\n" * 3}
    work(reader(RawReader, "cat |", LINE, "STREAM", config).start())
    assert sink.rows == [(b"x",)] * 3 and sink.ends == 1


@needs_shell
def test_long_input_of_a_command(reader, sink) -> None:
    config = {"stdin": b"x" * 300_000}
    work(reader(RawReader, "cat |", LINE, "STREAM", config).start())
    assert sink.rows == [(b"x" * 300_000,)] and not sink.said
    work(reader(RawReader, "cat |", LINE, "MANUAL", config).start())
    assert "Could not write whole string" in sink.said[0]


@needs_shell
def test_command_without_a_reader_of_its_input(reader, sink) -> None:
    config = {"stdin": b"x" * 300_000}
    work(reader(RawReader, "exec <&-; sleep 0.1 |", LINE, "STREAM", config).start())
    assert sink.said[0].startswith("Writing to child process stdin failed: 32.")


@needs_shell
def test_errors_of_a_command(reader, sink) -> None:
    columns, config = {"s": STRING, "e": BOOL}, {"read_stderr": b"1"}
    made = reader(RawReader, "echo o; echo e >&2; exit 3 |", columns, config=config)
    work(made.start())
    assert sorted(sink.rows) == [(b"e", True), (b"o", False)]
    assert sink.events[0][-2:] == (3, False)
    assert sink.said == ["Child process exited with non-zero return code 3"]


@needs_shell
def test_command_that_is_killed(reader, sink) -> None:
    work(reader(RawReader, "kill -9 $$ |", LINE, "STREAM").start())
    assert sink.events[0][-2:] == (9, True)
    assert sink.said == ["Child process exited due to signal 9"]


@needs_shell
def test_closing_ends_a_command(reader, sink) -> None:
    made = reader(RawReader, "sleep 60 |", LINE, "STREAM", {"force_kill": b"1"})
    next(made.start())
    child = made.child
    made.close()
    assert child.status() == (15, True)


@needs_shell
def test_pipe_without_a_writer(reader, sink) -> None:
    os.mkfifo("t")
    assert work(reader(RawReader, "t", LINE, "STREAM").start())
    assert sink.rows == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=20), min_size=1))
def test_any_records(reader, sink, records) -> None:
    sink.rows.clear()
    whole = [record for record in records if b"\0" not in record]
    Path("t").write_bytes(b"".join(record + b"\0" for record in whole))
    assert work(reader(RawReader, "t", LINE, record_separator=b"\0").start())
    assert sink.rows == [(record,) for record in whole]
