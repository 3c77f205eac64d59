"""SQLite databases."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pyzeek.logs.sqlite import quoted, signed

FILTER = """
Log::remove_default_filter(LOG);
Log::add_filter(LOG, [$name="db", $path="m", $writer=Log::WRITER_SQLITE,
	$config=table(["tablename"] = "lines")]);
"""


def test_rows(logs, tmp_path: Path) -> None:
    logs(FILTER + 'Log::write(LOG, Info($n=1, $s="x")); Log::write(LOG, Info($n=2));')
    with closing(sqlite3.connect(tmp_path / "m.sqlite")) as base:
        assert base.execute("SELECT * FROM lines").fetchall() == [(1, "x"), (2, None)]
        types = base.execute("PRAGMA table_info(lines)").fetchall()
    assert [(row[1], row[2]) for row in types] == [("n", "INTEGER"), ("s", "TEXT")]


def test_a_file_that_is_no_database(logs, tmp_path: Path) -> None:
    (tmp_path / "m.sqlite").write_bytes(b"something else" * 100)
    message = (
        "error: m/Log::WRITER_SQLITE: SQLite call failed: file is not a database\n"
        "fatal error: errors occurred while initializing\n"
    )
    logs(FILTER + "Log::write(LOG, Info($n=1));", status=1, err=message)


def test_names_and_numbers() -> None:
    assert quoted("it's") == "'it''s'"
    assert signed(2**64 - 1) == -1
