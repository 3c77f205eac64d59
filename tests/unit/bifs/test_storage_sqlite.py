"""The SQLite files of the storage framework."""

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from pyzeek.bifs.storage import StorageError
from pyzeek.bifs.storage_sqlite import Database


def options(path: object, **given: object) -> SimpleNamespace:
    found = {
        "database_path": str(path).encode(),
        "table_name": b"t",
        "busy_timeout": 0.0,
        "pragma_commands": {b"busy_timeout": b"x", b"journal_mode": b"WAL"},
        "pragma_timeout": 0.02,
        "pragma_wait_on_busy": 0.01,
    }
    return SimpleNamespace(**found | given)


def test_values_come_and_go(tmp_path: Path) -> None:
    store = Database(options(tmp_path / "a"), 1.0)
    assert store.find(b"k", 0) is None and store.insert(b"k", b"1", 0.0, 0)
    assert not store.insert(b"k", b"2", 0.0, 0) and store.find(b"k", 9) == b"1"
    store.replace(b"k", b"3", 10.0)
    assert store.find(b"k", 9) == b"3" and store.find(b"k", 11) is None
    assert store.insert(b"k", b"4", 0.0, 11)
    store.erase(b"k")
    assert store.find(b"k", 0) is None
    store.close()


def test_what_has_expired_is_removed_now_and_then(tmp_path: Path) -> None:
    store = Database(options(tmp_path / "a"), 10.0)

    def left() -> int:
        other = sqlite3.connect(tmp_path / "a")
        count: int = other.execute("select count(*) from t").fetchone()[0]
        other.close()
        return count

    store.replace(b"a", b"1", 100.0)
    store.replace(b"b", b"1", 0.0)
    store.expire(99.0)
    assert left() == 2
    store.expire(100.0)
    assert left() == 1
    store.replace(b"a", b"1", 101.0)
    store.expire(105.0)
    assert left() == 2, "it is not looked at more often than the interval says"
    store.expire(111.0)
    assert left() == 1
    store.close()


def test_failures_are_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as problem:
        Database(options(tmp_path / "none" / "a"), 1.0)
    assert "unable to open database file" in problem.value.why
    broken = options(tmp_path / "a", pragma_commands={b"syntax error": b""})
    with pytest.raises(StorageError) as problem:
        Database(broken, 1.0)
    assert problem.value.code == "INITIALIZATION_FAILED"
    (tmp_path / "text").write_text("no data base at all, but long enough" * 99)
    with pytest.raises(StorageError):
        Database(options(tmp_path / "text"), 1.0)


def test_files_in_use(tmp_path: Path) -> None:
    store = Database(options(tmp_path / "a"), 1.0)
    other = sqlite3.connect(tmp_path / "a", isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(StorageError) as problem:
        store.replace(b"a", b"1", 0.0)
    assert problem.value.code == "TIMEOUT"
    store.expire(5.0)
    with pytest.raises(StorageError) as problem:
        Database(options(tmp_path / "a", pragma_commands={b"user_version": b"1"}), 1)
    assert "busy" in problem.value.why
    other.close()
    store.close()
