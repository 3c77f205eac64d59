"""The life of readers."""

from __future__ import annotations

import pytest

from pyzeek.inputs.reader import Reader, Work, with_prefix

from .conftest import work


class Moody(Reader):
    """Does as `good` says."""

    kind = "Input::READER_MOODY"
    good = True

    def begin(self) -> Work:
        return self.good
        yield

    def update(self) -> Work:
        self.sink.end()
        return self.good
        yield


def test_a_good_start(reader, sink) -> None:
    made = reader(Moody, "t", {})
    assert work(made.start()) and work(made.refresh()) and sink.ends == 1
    assert work(made.heartbeat()) and sink.ends == 1  # it is read but once


def test_a_bad_start(reader, sink) -> None:
    made = reader(Moody, "t", {}, "STREAM")
    made.good = False
    assert not work(made.start()) and sink.disabled == 1
    assert sink.reported == [
        "error: t/Input::READER_MOODY: Init failed",
        "error: t/Input::READER_MOODY: terminating thread",
    ]
    assert work(made.refresh()) and work(made.heartbeat()) and not sink.ends


def test_a_bad_update(reader, sink) -> None:
    made = reader(Moody, "t", {}, "STREAM")
    work(made.start())
    made.good = False
    assert work(made.heartbeat()) and sink.disabled == 1 and not sink.said
    made = reader(Moody, "t", {})
    made.good = False
    assert not work(made.refresh()) and sink.said == ["terminating thread"]


def test_one_warning_stands_for_more(reader, sink) -> None:
    made = reader(Moody, "t", {})
    for text in ("one", "two", "three"):
        made.fail_or_warn(False, text)
    made.speak_again()
    made.warn("four")
    assert sink.said == ["one", "Suppressed 2 warning(s)", "four"]


def test_place(reader) -> None:
    made = reader(Moody, "t", {})
    assert made.place() == ""
    made.location, made.line = "f", 0
    assert made.place() == "f: "
    made.line = 3
    assert made.place() == "f, line 3: "


@pytest.mark.parametrize(
    ("path", "prefix", "whole"),
    [
        ("a", "", "a"),
        ("a", "d", "d/a"),
        ("a", "d//", "d/a"),
        ("/a", "d", "/a"),
        ("a", "/", "//a"),
    ],
)
def test_prefix(path, prefix, whole) -> None:
    assert with_prefix(path, prefix) == whole
