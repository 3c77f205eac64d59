"""Logs in JSON as the command line asks for them."""

from __future__ import annotations

import json

LOG = """
module M;
export {
	redef enum Log::ID += { LOG };
	type Inner: record { h: addr &log; n: count &log &optional; };
	type Info: record { id: Inner &log; s: string &log &optional; };
}
event zeek_init() &priority=-5
	{
	Log::create_stream(LOG, [$columns=Info, $path="m"]);
	Log::write(LOG, Info($id=[$h=1.2.3.4, $n=5], $s="x"));
	Log::write(LOG, Info($id=[$h=[::1]]));
	}
"""


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_text_and_json(run, tmp_path) -> None:
    outcome = run("-b", "--json-too", script=LOG)
    assert outcome.status == 0 and outcome.out == ""
    assert "1.2.3.4\t5\tx\n" in (tmp_path / "m.log").read_text()
    assert rows((tmp_path / "m.json").read_text()) == [
        {"id.h": "1.2.3.4", "id.n": 5, "s": "x"},
        {"id.h": "::1"},
    ]


def test_scripts_that_want_json_get_it_once(run, tmp_path) -> None:
    run("-b", "--json-too", "LogAscii::use_json=T", script=LOG)
    assert rows((tmp_path / "m.log").read_text())
    assert not (tmp_path / "m.json").exists()


def test_both_are_zipped_and_rotated(run, tmp_path) -> None:
    run("-b", "--json-too", "LogAscii::gzip_level=3", script=LOG)
    assert (tmp_path / "m.log.gz").exists() and (tmp_path / "m.json.gz").exists()
    run("-b", "--json-too", "Log::default_rotation_interval=1hr", script=LOG)
    names = {p.suffix for p in tmp_path.glob("m[.-]*") if "gz" not in p.name}
    assert names == {".log", ".json"}
    assert not (tmp_path / "m.log").exists() and not (tmp_path / "m.json").exists()


def test_all_logs_on_standard_output(run, tmp_path) -> None:
    outcome = run("-b", "--json-stdout", script=LOG + "\nprint 1;")
    assert rows(outcome.out.removeprefix("1\n")) == [
        {"_path": "m", "id.h": "1.2.3.4", "id.n": 5, "s": "x"},
        {"_path": "m", "id.h": "::1"},
    ]
    assert not list(tmp_path.glob("*.log"))


def test_rotation_leaves_standard_output_alone(run, tmp_path) -> None:
    hour = "Log::default_rotation_interval=1hr"
    outcome = run("-b", "--json-stdout", hour, script=LOG)
    assert len(rows(outcome.out)) == 2 and outcome.err == "" and outcome.status == 0


def test_objects_inside_of_objects(run, tmp_path) -> None:
    run("-b", "--json", "--json-nested", script=LOG)
    assert rows((tmp_path / "m.log").read_text()) == [
        {"id": {"h": "1.2.3.4", "n": 5}, "s": "x"},
        {"id": {"h": "::1"}},
    ]
    outcome = run("-b", "--json-stdout", "--json-nested", script=LOG)
    assert rows(outcome.out)[1] == {"_path": "m", "id": {"h": "::1"}}


def test_unset_fields_may_be_null(run, tmp_path) -> None:
    nulls = "LogAscii::json_include_unset_fields=T"
    run("-b", "--json-too", "--json-nested", nulls, script=LOG)
    assert rows((tmp_path / "m.json").read_text())[1] == {
        "id": {"h": "::1", "n": None},
        "s": None,
    }
    outcome = run("-b", "--json-stdout", nulls, script=LOG)
    assert rows(outcome.out)[1] == {
        "_path": "m",
        "id.h": "::1",
        "id.n": None,
        "s": None,
    }


EMPTY = LOG.replace("h: addr &log", "h: addr &log &optional")


def test_a_record_without_values(run, tmp_path) -> None:
    script = EMPTY.replace("[$h=[::1]]", "[]")
    assert rows(run("-b", "--json-stdout", script=script).out)[1] == {"_path": "m"}
    nested = run("-b", "--json-stdout", "--json-nested", script=script)
    assert rows(nested.out)[1] == {"_path": "m"}
