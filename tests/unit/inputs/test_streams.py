"""What becomes of rows."""

from __future__ import annotations

TABLE = """
redef exit_only_after_terminate = T;
type Idx: record { a: count; b: string; };
type Val: record { v: count; };
global t: table[count, string] of Val;
global rounds = 0;

event row(d: Input::TableDescription, e: Input::Event, i: Idx, v: Val)
	{ print e, i, v; }

function pred(e: Input::Event, i: Idx, v: Val): bool
	{
	if ( e == Input::EVENT_REMOVED )
		return i$a != 3;
	return v$v != 13;
	}

event Input::end_of_data(name: string, source: string)
	{
	print "end", |t|, [1, "x"] in t, [3, "x"] in t;
	if ( ++rounds == 2 )
		terminate();
	else
		{
		rename("u", "t");
		Input::force_update(name);
		}
	}

event zeek_init()
	{
	Input::add_table([$source="t", $name="n", $idx=Idx, $val=Val, $destination=t,
		$ev=row, $pred=pred]);
	}
"""


def test_table(run, tmp_path) -> None:
    head = "#fields\ta\tb\tv\n"
    (tmp_path / "t").write_text(
        head + "1\tx\t1\n2\tx\t2\n3\tx\t3\n4\tx\t13\n5\tx\t5\n-\t-\t1\n"
    )
    (tmp_path / "u").write_text(head + "1\tx\t10\n2\tx\t2\n5\tx\t13\n6\t-\t1\n")
    outcome = run("-b", script=TABLE)
    assert outcome.out.splitlines() == [
        "Input::EVENT_NEW, [a=1, b=x], [v=1]",
        "Input::EVENT_NEW, [a=2, b=x], [v=2]",
        "Input::EVENT_NEW, [a=3, b=x], [v=3]",
        "Input::EVENT_NEW, [a=5, b=x], [v=5]",
        "end, 4, T, T",
        "Input::EVENT_CHANGED, [a=1, b=x], [v=1]",
        # the predicate keeps 3 and lets 5 have its old value
        "end, 4, T, T",
    ]
    assert outcome.err.splitlines() == [
        "warning: Could not hash line. Ignoring",
        "warning: t:5: Skipping input with missing non-optional value (record field b)",
        "received termination signal",
    ]


SET = """
type Idx: record { a: addr; };
global s: set[addr];
event row(d: Input::TableDescription, e: Input::Event, i: Idx) { print e, i; }
event zeek_init()
	{
	Input::add_table([$source="t", $name="n", $idx=Idx, $destination=s, $ev=row,
		$mode=Input::STREAM]);
	}
event zeek_done() { print |s|; }
"""


def test_set_that_is_followed(run, tmp_path) -> None:
    (tmp_path / "t").write_text("#fields\ta\n1.1.1.1\n1.1.1.1\n2.2.2.2\n-\n")
    outcome = run("-b", script=SET)
    new = "Input::EVENT_NEW, [a={}]"
    first = new.format("1.1.1.1")
    assert outcome.out.splitlines() == [first, first, new.format("2.2.2.2"), "2"]
    assert "(index field a)" in outcome.err


FAULTY = """
type Idx: record { a: count; };
global s: set[count];
function pred(e: Input::Event, i: Idx, none: any): bool
	{ return 10 / (i$a - 1) > 0; }
event zeek_init()
	{
	Input::add_table([$source="t", $name="n", $idx=Idx, $destination=s, $pred=pred]);
	}
event zeek_done() { print s; }
"""


def test_predicate_that_fails_takes_nothing(run, tmp_path) -> None:
    (tmp_path / "t").write_text("#fields\ta\n1\n2\n")
    outcome = run("-b", script=FAULTY)
    assert outcome.out == "{\n2\n}\n"
    assert "division by zero" in outcome.err


ERRORS = """
type Line: record { a: count; };
event line(d: Input::EventDescription, e: Input::Event, a: count) { print a; }
event ill(d: Input::EventDescription, text: string, level: Reporter::Level)
	{ print level, d$name, text; }
event zeek_init()
	{
	Input::add_event([$source="t", $name="n", $fields=Line, $ev=line, $error_ev=ill,
		$want_record=F, $config=table(["fail_on_file_problem"]="T")]);
	}
"""


def test_errors_are_events(run) -> None:
    outcome = run("-b", script=ERRORS)
    assert outcome.out.splitlines() == [
        "Reporter::ERROR, n, Init: cannot open t",
        "Reporter::ERROR, n, Init failed",
        "Reporter::ERROR, n, terminating thread",
    ]
    assert outcome.err.splitlines() == [
        "error: t/Input::READER_ASCII: Init: cannot open t",
        "error: t/Input::READER_ASCII: Init failed",
        "error: t/Input::READER_ASCII: terminating thread",
    ]
