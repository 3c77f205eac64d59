"""Tables in text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyzeek.inputs.ascii import AsciiReader
from pyzeek.inputs.columns import Column
from pyzeek.typesystem.types import COUNT, PORT, STRING
from pyzeek.values.port import Port

from .conftest import work

NAME = "READER_ASCII"


def test_columns_by_name(reader, sink) -> None:
    Path("t").write_bytes(b"# c\n\n#fields\tb\tx\ta\r\none\t?\t1\n#\ntwo\t?\t2\r\n")
    assert work(reader(AsciiReader, "t", {"a": COUNT, "b": STRING}).start())
    assert sink.rows == [(1, b"one"), (2, b"two")]
    # the line number counts every line but empty ones before the first read
    assert sink.lines == [4, 6] and sink.ends == 1 and not sink.said


def test_columns_that_are_not_there(reader, sink) -> None:
    Path("t").write_bytes(b"#fields\ta\n1\n")
    columns = [Column("a", COUNT), Column("b", STRING, optional=True)]
    assert work(reader(AsciiReader, "t", columns).start())
    assert sink.rows == [(1, None)]
    columns[1].optional = False
    assert work(reader(AsciiReader, "t", columns).start())
    assert sink.said == ["Did not find requested field b in input data file t."]


def test_port_and_protocol(reader, sink) -> None:
    Path("t").write_bytes(b"#fields\tp\tq\n53\tudp\n-\tudp\n1\n")
    work(reader(AsciiReader, "t", [Column("p", PORT, protocol="q")]).start())
    assert sink.rows == [(Port.udp(53),), (None,)]
    assert sink.said == [
        "Not enough fields in line '1' of t. Found 0 fields, want positions 0 and 1"
    ]
    work(reader(AsciiReader, "t", [Column("p", PORT, protocol="r")]).start())
    assert sink.said == [
        "Could not find requested port type field r in input data file t."
    ]


def test_lines_that_do_not_fit(reader, sink) -> None:
    Path("t").write_bytes(b"#fields\ta\tb\nx\t1\n1\n2\n3\t3\n4\n")
    columns = {"a": COUNT, "b": COUNT}
    assert work(reader(AsciiReader, "t", columns).start())
    assert sink.rows == [(3, 3)]
    short = "Not enough fields in line '%d' of t. Found 0 fields, want positions 1"
    assert [said.removesuffix(" and -1") for said in sink.said] == [
        "String 'x' contained no parseable number",
        "Could not convert line 'x\t1' of t to Val. Ignoring line.",
        short % 1,
        "Suppressed 1 warning(s)",
        short % 4,
    ]
    assert sink.reported[1].startswith(f"warning: t/Input::{NAME}: t, line 2: Could")


def test_lines_that_do_not_fit_may_end_it(reader, sink) -> None:
    Path("t").write_bytes(b"#fields\ta\tb\n1\n")
    config = {"fail_on_invalid_lines": b"T"}
    made = reader(AsciiReader, "t", {"a": COUNT, "b": COUNT}, config=config)
    assert not work(made.start()) and sink.disabled == 1
    assert sink.said[1:] == ["Init failed", "terminating thread"]


def test_file_may_come_later(reader, sink) -> None:
    made = reader(AsciiReader, "t", {"a": COUNT}, "STREAM")
    assert work(made.start()) and sink.said == ["Init: cannot open t"]
    work(made.heartbeat())
    Path("t").write_bytes(b"#fields\ta\n1\n")
    work(made.heartbeat())
    assert sink.rows == [(1,)] and sink.said == ["Suppressed 1 warning(s)"]
    with open("t", "ab") as file:
        file.write(b"2\n")
    work(made.heartbeat())
    assert sink.rows == [(1,), (2,)] and not sink.ends


def test_no_file_may_end_it(reader, sink) -> None:
    made = reader(AsciiReader, "t", {"a": COUNT}, fail_on_file_problem=True)
    assert not work(made.start()) and sink.said[0] == "Init: cannot open t"


def test_empty_file(reader, sink) -> None:
    Path("t").write_bytes(b"")
    assert work(reader(AsciiReader, "t", {"a": COUNT}).start())
    assert sink.said == [
        "Could not read input data file t; first line could not be read"
    ]


def test_changes_are_read_again(reader, sink) -> None:
    Path("t").write_bytes(b"#fields\ta\n1\n")
    made = reader(AsciiReader, "t", {"a": COUNT}, "REREAD")
    work(made.start())
    work(made.heartbeat())
    assert sink.rows == [(1,)]
    Path("u").write_bytes(b"#fields\ta\n2\n")
    Path("u").replace("t")
    work(made.heartbeat())
    assert sink.rows == [(1,), (2,)] and sink.ends == 2
    Path("t").unlink()
    work(made.heartbeat())
    assert sink.said == ["Could not get stat for t"]


def test_separators(reader, sink) -> None:
    Path("t").write_bytes(b"#fields|a|b\n1|2\n")
    config = {"separator": b"|"}
    work(reader(AsciiReader, "t", {"b": COUNT}, config=config).start())
    assert sink.rows == [(2,)]
    work(reader(AsciiReader, "t", {"b": COUNT}, separator=b"").start())
    assert sink.said[0].startswith("separator length has to be 1.")


def test_prefix(reader, sink) -> None:
    Path("d").mkdir()
    Path("d/t").write_bytes(b"#fields\ta\n1\n")
    work(reader(AsciiReader, "t", {"a": COUNT}, path_prefix=b"d/").start())
    assert sink.rows == [(1,)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_file(reader, sink, data) -> None:
    Path("t").write_bytes(b"#fields\ta\tb\n" + data)
    assert work(reader(AsciiReader, "t", {"a": COUNT, "b": STRING}).start())
