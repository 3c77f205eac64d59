"""Rows become records, with what Zeek says of those that cannot."""

from __future__ import annotations

HEAD = """
type E: enum { RED, BLUE };
event Input::end_of_data(name: string, source: string) { print "end"; }
"""


def test_records_inside_of_records(run, tmp_path) -> None:
    (tmp_path / "t").write_text("#fields\tr.c\tr.s\ta\n1\tx\t1.2.3.4\n2\t-\t::1\n")
    outcome = run(
        "-b",
        script=HEAD
        + """
type Inner: record { c: count; s: string &optional; };
type Line: record { a: addr; r: Inner; d: count &default=7; };
event line(d: Input::EventDescription, e: Input::Event, l: Line) { print l; }
event zeek_init()
	{ Input::add_event([$source="t", $name="n", $fields=Line, $ev=line]); }
""",
    )
    assert outcome.out.splitlines() == [
        "[a=1.2.3.4, r=[c=1, s=x], d=7]",
        "[a=::1, r=[c=2, s=<uninitialized>], d=7]",
        "end",
    ]


def test_values_that_are_looked_up(run, tmp_path) -> None:
    (tmp_path / "t").write_text(
        "#fields\te\tp\ts\tv\nRED\t/a+/\tRED,BLUE\t1,-,3\nGREEN\t/a/\tRED\t1\n"
        "RED\t/(/\tRED\t1\nRED\t/a/\tPINK\t1\n-\t/a/\tRED\t1\n"
    )
    outcome = run(
        "-b",
        script=HEAD
        + """
type Line: record { e: E; p: pattern; s: set[E]; v: vector of count; };
event line(d: Input::EventDescription, e: Input::Event, l: Line)
	{ print l$e, l$p == "aa", |l$s|, RED in l$s, l$v; }
event zeek_init()
	{ Input::add_event([$source="t", $name="n", $fields=Line, $ev=line]); }
""",
    )
    assert outcome.out.splitlines() == ["RED, T, 2, T, [1, , 3]", "end"]
    assert outcome.err.splitlines() == [
        "warning: t, line 3: Value 'GREEN' for stream 'n' is not a valid enum.",
        "error: error compiling pattern /^?(()$?/",
        "warning: Value 'PINK' for stream 'n' is not a valid enum.",
        "warning: t:6: Skipping input with missing non-optional value (record field e)",
    ]
