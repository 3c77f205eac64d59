"""Logs as Parquet files."""

from __future__ import annotations

import pytest

from pyzeek.logs.parquet import converter, micros
from pyzeek.typesystem.types import COUNT, PORT, STRING, TableType, VectorType
from pyzeek.values.port import Port
from pyzeek.values.table import Set

LOG = """
@load policy/tuning/parquet-logs
module M;
export {
	redef enum Log::ID += { LOG };
	type Info: record {
		t: time &log; h: addr &log; p: port &log; c: count &log; b: bool &log;
		i: interval &log; s: string &log &optional; v: vector of count &log &optional;
		w: set[string] &log &optional;
	};
}
event zeek_init() &priority=-5
	{
	Log::create_stream(LOG, [$columns=Info, $path="m"]);
	Log::write(LOG, Info($t=double_to_time(1.5), $h=1.2.3.4, $p=80/tcp, $c=3, $b=T,
		$i=2sec, $s="x\\xff", $v=vector(1, 2), $w=set("a")));
	Log::write(LOG, Info($t=double_to_time(0.0), $h=[::1], $p=53/udp, $c=0, $b=F,
		$i=0sec));
	}
"""


def test_values() -> None:
    assert converter(PORT)(Port.udp(53)) == 53
    words = TableType((STRING,), None)
    assert converter(words)(Set([b"a", b"\xff"], words)) == ["a", "\\xff"]
    assert converter(VectorType(COUNT))([1, None]) == [1, None]
    assert micros(1.5) == 1_500_000 and micros(float("inf")) is None


def test_file(run, tmp_path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    outcome = run("-b", script=LOG)
    assert (outcome.out, outcome.err, outcome.status) == ("", "", 0)
    first, second = parquet.read_table(tmp_path / "m.parquet").to_pylist()
    assert first.pop("t").timestamp() == 1.5
    assert first == {
        "h": "1.2.3.4",
        "p": 80,
        "c": 3,
        "b": True,
        "i": 2.0,
        "s": "x\\xff",
        "v": [1, 2],
        "w": ["a"],
    }
    assert second["s"] is None and second["v"] is None and second["h"] == "::1"
    assert {p.name for p in tmp_path.iterdir()} == {"m.parquet", "test.zeek"}


def test_rotation(run, tmp_path) -> None:
    pytest.importorskip("pyarrow.parquet")
    run("-b", "Log::default_rotation_interval=1hr", script=LOG)
    (rotated,) = tmp_path.glob("m*.parquet")
    assert rotated.name != "m.parquet"


def test_folder_that_is_not_there(run) -> None:
    pytest.importorskip("pyarrow.parquet")
    outcome = run("-b", "Log::default_logdir=nix", script=LOG)
    problem = "cannot open nix/m.parquet: No such file or directory"
    assert outcome.err.splitlines()[0].endswith(problem) and outcome.status == 1


def test_without_pyarrow(run, tmp_path) -> None:
    (tmp_path / "pyarrow").mkdir()
    (tmp_path / "pyarrow" / "__init__.py").write_text("raise ImportError")
    outcome = run("-b", script=LOG, env={"PYTHONPATH": str(tmp_path)})
    assert outcome.err.splitlines()[0] == (
        "error: m/Log::WRITER_PARQUET: needs the package pyarrow:"
        " pip install 'pyzeek[parquet]'"
    )
    assert outcome.status == 1
