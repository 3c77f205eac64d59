"""Files of options."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyzeek.inputs.config import ConfigReader
from pyzeek.typesystem.types import ANY, BOOL, COUNT, STRING, VectorType

from .conftest import work

OPTIONS = {"b": BOOL, "c": COUNT, "s": STRING, "v": VectorType(STRING), "x": ANY}


def start(reader, sink, text: bytes, mode: str = "REREAD"):
    sink.options = OPTIONS
    Path("t").write_bytes(text)
    made = reader(ConfigReader, "t", {}, mode, empty_field=b"")
    assert work(made.start())
    return made


def test_values(reader, sink) -> None:
    start(reader, sink, b"# x\n\nb T\r\nc\t 7\ns  two  words \nv a,b,\nv\n")
    assert sink.values == [
        (b"b", True),
        (b"c", 7),
        (b"s", b"two  words"),
        (b"v", (b"a", b"b")),
    ]
    assert sink.rows[2] == (b"s", b"two  words") and sink.ends == 1
    assert sink.said == ["Could not parse 'v'; line has invalid format. Ignoring line."]


def test_empty_values(reader, sink) -> None:
    start(reader, sink, b"s \nv \n")
    assert sink.values == [(b"s", b""), (b"v", ())]


def test_what_is_no_option(reader, sink) -> None:
    start(reader, sink, b"y 1\nx 1\nc one\n")
    assert not sink.values and sink.said == [
        "Option 'y' does not exist. Ignoring line.",
        "Option 'x' has type 'any', which is not supported for file input."
        " Ignoring line.",
        "String 'one' contained no parseable number",
        "Could not convert line 'c one' to value. Ignoring line.",
    ]


def test_only_changes_are_told(reader, sink) -> None:
    made = start(reader, sink, b"c 1\nb T\n")
    for text in (b"c 1\nb F\n", b"b F\n", b"c 1\nb F\n"):
        Path("u").write_bytes(text)
        Path("u").replace("t")
        work(made.heartbeat())
    assert [v for _, v in sink.values] == [1, True, False, 1] and sink.ends == 4


def test_no_file(reader, sink) -> None:
    made = reader(ConfigReader, "t", {}, empty_field=b"")
    assert work(made.start()) and sink.said == ["Init: cannot open t"]
    made = reader(ConfigReader, "t", {}, empty_field=b"", fail_on_file_problem=True)
    assert not work(made.start())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120))
def test_any_file(reader, sink, data) -> None:
    made = start(reader, sink, b"v a,b\n" + data + b"\nc 5")
    assert "v" in made.seen and not sink.disabled
