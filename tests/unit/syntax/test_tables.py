"""The tables of the grammar and their cache."""

from __future__ import annotations

import pytest

from pyzeek import library
from pyzeek.syntax import tables
from pyzeek.syntax.declarations import Declarations


@pytest.fixture(scope="module")
def built():
    return tables.build(library.grammar())


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PYZEEK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_every_alternative_has_its_method(built):
    missing = [m for _, _, m in built.rules if m and not hasattr(Declarations, m)]
    directives = {"if_directive", "ifdef_directive", "ifndef_directive"}
    assert set(missing) <= directives | {"else_directive", "endif_directive"}


def test_an_alternative_without_a_method_has_one_symbol(built):
    several = [name for name, size, method in built.rules if not method and size != 1]
    assert several == ["zeek"]


def test_the_cache_gives_the_same_tables(built, cache, monkeypatch):
    monkeypatch.setattr(tables, "build", lambda grammar: built)
    assert tables.load() == built
    monkeypatch.setattr(tables, "build", None)
    assert tables.load() == built


@pytest.mark.parametrize("damage", [b"", b"junk", b"x" * 100])
def test_a_damaged_cache_is_made_anew(built, cache, monkeypatch, damage):
    monkeypatch.setattr(tables, "build", lambda grammar: built)
    tables.load()
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    assert tables.load() == built
    assert len(file.read_bytes()) > len(damage)


def test_a_cache_that_cannot_be_written_is_no_error(built, tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    monkeypatch.setenv("PYZEEK_CACHE_DIR", str(blocked))
    monkeypatch.setattr(tables, "build", lambda grammar: built)
    assert tables.load() == built
