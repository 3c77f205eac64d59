"""What tests of logs share: columns, records, and runs that write logs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyzeek.logs.columns import Column, Selection, unroll
from pyzeek.typesystem.types import (
    ADDR,
    COUNT,
    STRING,
    Field,
    RecordType,
    TableType,
)
from pyzeek.values.addr import Addr
from pyzeek.values.record import record_class
from pyzeek.values.table import Set

WORDS = TableType((STRING,), None)
INNER = RecordType("Inner", [Field("h", ADDR, log=True), Field("x", COUNT)])
INFO = RecordType(
    "Info",
    [
        Field("id", INNER, log=True),
        Field("n", COUNT, log=True),
        Field("note", STRING, optional=True, log=True),
        Field("tags", WORDS, optional=True, log=True),
        Field("hidden", COUNT, optional=True),
    ],
)


@pytest.fixture
def columns() -> list[Column]:
    """The columns id.h, n, note and tags."""
    return list(unroll(INFO, Selection()))


@pytest.fixture
def info() -> RecordType:
    """The type of the records."""
    return INFO


@pytest.fixture
def record() -> Callable[..., Any]:
    """Make a record, `record(n=1, note=b"x")`."""
    inner, info = record_class(INNER), record_class(INFO)

    def make(**fields: Any) -> Any:
        host = fields.pop("h", Addr.parse("10.0.0.1"))
        if "tags" in fields:
            fields["tags"] = Set(fields["tags"], WORDS)
        return info(id=inner(h=host), **fields)

    return make


SCRIPT = """
module M;
export {{
	redef enum Log::ID += {{ LOG }};
	type Info: record {{ n: count &log; s: string &log &optional; }};
	global log_m: event(rec: Info);
}}
{rest}
event zeek_init()
	{{
	Log::create_stream(LOG, [$columns=Info, $path="m"]);
	{body}
	}}
"""


@pytest.fixture
def logs(run: Any, tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Run the body of a zeek_init that writes to M::LOG; the logs by name.

    Lines of the header are left out, but for the names of columns.
    """

    def written(
        body: str, *arguments: str, rest: str = "", status: int = 0, err: str = ""
    ) -> dict[str, str]:
        text = SCRIPT.format(body=body, rest=rest)
        outcome = run("-b", *arguments, script=text)
        assert (outcome.status, outcome.err) == (status, err)
        return {path.stem: rows(path) for path in sorted(tmp_path.glob("*.log"))}

    return written


def rows(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(x for x in lines if not x.startswith("#") or "#fields" in x)
