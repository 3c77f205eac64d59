"""Files written to disk, and only where they may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pyzeek.files.extraction import is_inside

from .conftest import attach, tag


@pytest.fixture
def extract(manager, rt, tmp_path, monkeypatch):
    """Attaches the analyzer to file F1 in an empty folder."""
    monkeypatch.chdir(tmp_path)
    os.mkdir("out")
    rt.values["FileExtract::prefix"] = b"./out/"
    manager.local_data(b"", b"F1", "test")

    def start(name: bytes = b"./out/x", limit: int = 0, **more) -> bool:
        more |= {"extract_filename": name, "extract_limit": limit}
        return attach(manager, b"F1", "EXTRACT", **more)

    return start


def test_all_of_it(manager, extract, tmp_path) -> None:
    assert extract()
    manager.local_data(b"abc", b"F1", "test")
    manager.local_data(b"def", b"F1", "test")
    manager.remove(b"F1")
    assert Path("out/x").read_bytes() == b"abcdef"


def test_limit(manager, rt, extract) -> None:
    assert extract(limit=4)
    manager.local_data(b"abc", b"F1", "test")
    manager.local_data(b"def", b"F1", "test")
    manager.local_data(b"ghi", b"F1", "test")
    manager.remove(b"F1")
    assert Path("out/x").read_bytes() == b"abcd"
    assert [args[1:] for args in rt.args("file_extraction_limit")] == [(4, 3)]


def test_limit_raised(manager, rt, extract) -> None:
    def more(f, args, limit, length) -> None:
        assert manager.set_extract_limit(f.id, args, 100)

    rt.on("file_extraction_limit", more)
    extract(limit=4)
    manager.local_data(b"abcdefgh", b"F1", "test")
    manager.remove(b"F1")
    assert Path("out/x").read_bytes() == b"abcdefgh"


def test_limit_of_no_analyzer(manager, rt) -> None:
    manager.local_data(b"", b"F1", "test")
    args = rt.record("Files::AnalyzerArgs")()
    assert not manager.set_extract_limit(b"F1", args, 3)


def test_holes(manager, extract) -> None:
    extract(limit=100)
    manager.local_data(b"abc", b"F1", "test")
    manager.files[b"F1"].gap(3, 2)
    manager.local_data(b"def", b"F1", "test")
    manager.remove(b"F1")
    assert Path("out/x").read_bytes() == b"abc\0\0def"


@pytest.mark.parametrize("counts, content", [(True, b"abc"), (False, b"abc\0\0d")])
def test_holes_may_count(manager, extract, counts, content) -> None:
    extract(limit=4, extract_limit_includes_missing=counts)
    manager.local_data(b"abc", b"F1", "test")
    manager.files[b"F1"].gap(3, 2)
    manager.local_data(b"def", b"F1", "test")
    manager.remove(b"F1")
    assert Path("out/x").read_bytes() == content


OUTSIDE = [b"x", b"../x", b"out/../x", b"/tmp/x", b"./out/../../x", b"out", b"out/l/x"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_not_outside(manager, rt, extract, tmp_path, name) -> None:
    os.symlink(tmp_path, "out/l")
    before = sorted(tmp_path.parent.glob("*")) + sorted(tmp_path.glob("*"))
    assert extract(name)
    manager.local_data(b"abc", b"F1", "test")
    manager.remove(b"F1")
    assert "outside of the extraction directory" in rt.reporter.said[0]
    assert before == sorted(tmp_path.parent.glob("*")) + sorted(tmp_path.glob("*"))


def test_names_that_cannot_be(manager, rt, extract) -> None:
    assert extract(b"out/no/such")
    assert extract(b"out/" + b"x" * 5000)
    assert not is_inside(b"out/a\0b", b"out")
    assert len(rt.reporter.said) == 2


def test_no_name(manager, rt, extract) -> None:
    assert not attach(manager, b"F1", "EXTRACT")
    missing = "File extraction analyzer missing arg field: extract_filename"
    assert rt.reporter.said[0] == missing
    assert tag("Files::ANALYZER_EXTRACT")
