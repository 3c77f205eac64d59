"""The analyzers of one file."""

from __future__ import annotations

import pytest

from pyzeek.files.analyzers import ANALYZERS, analyzer_class, short_name
from pyzeek.files.contract import FileAnalyzer

from .conftest import attach, tag


@pytest.mark.parametrize("name", sorted(ANALYZERS))
def test_all_are_there(name: str) -> None:
    cls = analyzer_class(name)
    assert cls is not None and issubclass(cls, FileAnalyzer) and cls.name == name


def test_unknown() -> None:
    assert analyzer_class("NONE") is None
    assert short_name(tag("Files::ANALYZER_MD5")) == "MD5"


def test_twice_is_once(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    assert attach(manager, b"F1", "MD5") and attach(manager, b"F1", "MD5")
    manager.local_data(b"abc", b"F1", "test")
    assert len(list(manager.files[b"F1"].analyzers)) == 1


def test_taken_off(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    attach(manager, b"F1", "MD5")
    args = rt.record("Files::AnalyzerArgs")()
    assert not manager.remove_analyzer(b"F1", tag("Files::ANALYZER_SHA1"), args)
    manager.local_data(b"abc", b"F1", "test")
    assert manager.remove_analyzer(b"F1", tag("Files::ANALYZER_MD5"), args)
    manager.remove(b"F1")
    assert rt.args("file_hash") == []


def test_not_when_it_is_over(manager, rt) -> None:
    asked = []
    rt.on("file_state_remove", lambda f: asked.append(attach(manager, f.id, "MD5")))
    manager.local_data(b"abc", b"F1", "test")
    file = manager.files[b"F1"]
    file.end()
    rt.drain()
    assert asked == [False]
