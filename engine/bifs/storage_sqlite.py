"""One table of an SQLite file, as the storage framework keeps values in it.

The columns are Zeek's, so that both can use the same file.
"""

from __future__ import annotations

import os
import sqlite3
import time
from typing import Any

from .storage import StorageError

RUNS = "zeek_storage_expiry_runs"
"""The table that tells when values were last removed for their age."""
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Database:
    """A table that is open; failures are `StorageError`s."""

    def __init__(self, options: Any, interval: float):
        self.table = '"' + _text(options.table_name).replace('"', '""') + '"'
        self.name = _text(options.table_name)
        self.interval = float(interval)
        self.is_open = True
        self.patience = (float(options.pragma_timeout), options.pragma_wait_on_busy)
        path = self.path = _text(options.database_path)
        try:
            self.connection = sqlite3.connect(
                path, timeout=float(options.busy_timeout), isolation_level=None
            )
        except sqlite3.Error as e:
            raise StorageError("OPERATION_FAILED", f"SQLite call failed: {e}") from None
        try:
            for name, value in options.pragma_commands.items():
                if name != b"busy_timeout":
                    self._pragma(_text(name), _text(value))
            self._make_tables()
        except StorageError:
            self.connection.close()
            raise

    def _pragma(self, name: str, value: str) -> None:
        command = f"pragma {name}" + (f" = {value}" if value else "")
        timeout, pause = self.patience
        spent = 0.0
        while True:
            try:
                self.connection.execute(command).fetchone()
                return
            except sqlite3.Error as e:
                code = _code(e)
                if code not in BUSY:
                    why = f"Error while executing '{command}': {e} ({code})"
                    raise StorageError("INITIALIZATION_FAILED", why) from None
            if timeout and spent >= timeout:
                why = f"Database was busy while executing '{command}'"
                raise StorageError("INITIALIZATION_FAILED", why)
            time.sleep(pause)
            spent += pause

    def _make_tables(self) -> None:
        try:
            self.connection.execute(
                f"create table if not exists {self.table} (key_str blob primary key,"
                " value_str blob not null, expire_time real)"
            )
            self.connection.execute(
                f"create table if not exists {RUNS} (ukey primary key, last_run double)"
            )
            self.connection.execute(
                f"insert or ignore into {RUNS} (ukey, last_run) values (?, 0)",
                (self.name,),
            )
        except sqlite3.Error as e:
            why = f"Error executing table creation statement: ({_code(e)}) {e}"
            raise StorageError("INITIALIZATION_FAILED", why) from None

    def _run(self, command: str, *values: Any) -> sqlite3.Cursor:
        try:
            return self.connection.execute(command, values)
        except sqlite3.Error as e:
            if _code(e) in BUSY:
                raise StorageError("TIMEOUT") from None
            raise StorageError("OPERATION_FAILED", f"SQLite call failed: {e}") from None

    # ---- values

    def replace(self, key: bytes, value: bytes, until: float) -> None:
        """Store a value, whatever was there."""
        self._run(
            f"insert into {self.table} (key_str, value_str, expire_time)"
            " values (?1, ?2, ?3) on conflict (key_str)"
            " do update set value_str = ?2, expire_time = ?3",
            *(key, value, until),
        )

    def insert(self, key: bytes, value: bytes, until: float, now: float) -> bool:
        """Store a value where none is, or one that has expired."""
        cursor = self._run(
            f"insert into {self.table} (key_str, value_str, expire_time)"
            " values (?1, ?2, ?3) on conflict (key_str)"
            " do update set value_str = ?2, expire_time = ?3"
            " where expire_time > 0.0 and expire_time < ?4",
            *(key, value, until, now),
        )
        return cursor.rowcount > 0

    def find(self, key: bytes, now: float) -> bytes | None:
        """The value of a key, unless it has expired."""
        row = self._run(
            f"select value_str from {self.table} where key_str = ?"
            " and (expire_time > ? or expire_time = 0.0)",
            *(key, now),
        ).fetchone()
        return None if row is None else _bytes(row[0])

    def erase(self, key: bytes) -> None:
        """Remove a key, if it is there."""
        self._run(f"delete from {self.table} where key_str = ?", key)

    def expire(self, now: float) -> int:
        """Remove what has expired, unless another process did so lately.

        Tells how much was removed.
        """
        old = "expire_time > 0 and expire_time <= ?"
        try:
            self._run("begin immediate transaction")
        except StorageError:
            return 0  # somebody is at it
        try:
            found = self._run(f"select 1 from {self.table} where {old} limit 1", now)
            if found.fetchone() is None or not self._is_due(now):
                self._run("rollback transaction")
                return 0
            self._run(f"update {RUNS} set last_run = ? where ukey = ?", now, self.name)
            removed = self._run(f"delete from {self.table} where {old}", now).rowcount
            self._run("commit transaction")
            return removed
        except StorageError:
            if self.connection.in_transaction:
                self.connection.rollback()
            return 0

    def _is_due(self, now: float) -> bool:
        found = self._run(f"select last_run from {RUNS} where ukey = ?", self.name)
        row = found.fetchone()
        return row is not None and not 0 < now < row[0] + self.interval

    def size(self) -> float:
        """How long the file is; what waits in the journal is not there yet."""
        return float(os.stat(self.path).st_size)

    def pages(self) -> float:
        """How many pages the database has."""
        return float(self._run("pragma page_count").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self.is_open = False
        try:
            self.connection.execute("pragma optimize")
        except sqlite3.Error:
            pass  # it was only an offer
        self.connection.close()


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _bytes(value: bytes | str) -> bytes:
    return value.encode() if isinstance(value, str) else value


def _code(e: sqlite3.Error) -> int:
    """SQLite's number for an error, without what makes it finer."""
    return int(getattr(e, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF
