"""Rows of databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pyzeek.inputs.columns import Column
from pyzeek.inputs.sqlite import SQLiteReader
from pyzeek.typesystem.types import (
    ADDR,
    BOOL,
    COUNT,
    DOUBLE,
    INT,
    PATTERN,
    PORT,
    STRING,
    SUBNET,
    VectorType,
)
from pyzeek.values.addr import Addr
from pyzeek.values.port import Port
from pyzeek.values.subnet import Subnet

from .conftest import work

QUERY = {"query": b"select * from t"}


def database(*rows: str) -> None:
    with closing(sqlite3.connect("d.sqlite")) as db:
        db.execute("create table t (b, i, c, d, p, q, a, n, s, v)")
        for row in rows:
            db.execute(f"insert into t values ({row})")
        db.commit()


COLUMNS = [
    Column("b", BOOL),
    Column("i", INT),
    Column("c", COUNT),
    Column("d", DOUBLE),
    Column("p", PORT, protocol="q"),
    Column("a", ADDR),
    Column("n", SUBNET),
    Column("s", STRING),
    Column("v", VectorType(COUNT)),
]


def test_rows(reader, sink) -> None:
    database(
        "1, -2, 3, 1.5, 53, 'udp', '1.2.3.4', '10.0.0.0/8', 'x', '1,2'",
        "0, '7', null, '2', '80', 'tcp', '::1', '::/0', 5, '(empty)'",
    )
    assert work(reader(SQLiteReader, "d", COLUMNS, config=QUERY).start())
    first, second = sink.rows
    assert first[:5] == (True, -2, 3, 1.5, Port.udp(53))
    assert first[5:] == (
        Addr.parse("1.2.3.4"),
        Subnet.parse("10.0.0.0/8"),
        b"x",
        (1, 2),
    )
    assert second[:5] == (False, 7, None, 2.0, Port.tcp(80))
    assert second[7:] == (b"5", ()) and sink.ends == 1 and not sink.said


@pytest.mark.parametrize(
    ("columns", "config", "said"),
    [
        ([], {}, "No query specified when setting up SQLite data source d. Aborting."),
        ([], {"query": b"nonsense"}, "SQLite call failed: near"),
        ([], {"query": b"select 1; select 2"}, "SQLite call failed: "),
        ([], {"query": b"select \0"}, "SQLite call failed: "),
        ([Column("z", INT)], QUERY, "Required field z not found"),
        (
            [Column("b", INT)],
            {"query": b"select b, i as b from t"},
            "SQLite statement returns several columns with name b!",
        ),
        ([Column("i", BOOL)], QUERY, "Invalid value for boolean: 7"),
        ([Column("s", BOOL)], QUERY, "Invalid data type for boolean"),
        ([Column("s", PATTERN)], QUERY, "unsupported field format"),
        (
            [Column("i", PORT, protocol="v")],
            QUERY,
            "Port protocol definition did not contain text",
        ),
    ],
)
def test_what_cannot_be(reader, sink, columns, config, said) -> None:
    database("1, 7, 3, 1.5, 53, 'udp', '1.2.3.4', '10.0.0.0/8', 'x', null")
    work(reader(SQLiteReader, "d", columns, config=config).start())
    assert sink.said[0].startswith(said) and sink.disabled == 1


def test_no_database(reader, sink) -> None:
    assert not work(reader(SQLiteReader, "d", COLUMNS, config=QUERY).start())
    assert sink.said[0] == "SQLite call failed: unable to open database file"


def test_only_once(reader, sink) -> None:
    assert not work(reader(SQLiteReader, "d", COLUMNS, "STREAM", QUERY).start())
    assert sink.said[0] == "SQLite only supports manual reading mode."


def test_no_database_at_all(reader, sink) -> None:
    Path("d.sqlite").write_bytes(b"no database" * 100)
    assert not work(reader(SQLiteReader, "d", COLUMNS, config=QUERY).start())
    assert sink.said[0] == "SQLite call failed: file is not a database"
