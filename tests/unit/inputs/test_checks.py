"""Descriptions that cannot work are refused with Zeek's words."""

from __future__ import annotations

import pytest

SCRIPT = """
type Idx: record {{ i: count; }};
type Val: record {{ s: string; }};
type Two: record {{ s: string; t: string; }};
type Bad: record {{ f: file; }};
global t: table[count] of Val;
global u: table[count] of string;
global s: set[count];
event none() &is_used {{ }}
event line(d: Input::EventDescription, e: Input::Event, v: Val) &is_used {{ }}
event text(d: Input::EventDescription, e: Input::Event, s: string) &is_used {{ }}
event number(d: Input::EventDescription, e: Input::Event, c: count) &is_used {{ }}
event row(d: Input::TableDescription, e: Input::Event, i: Idx, v: Val) &is_used {{ }}
event odd(d: Input::TableDescription, e: Input::Event, i: Val, v: Val) &is_used {{ }}
event ill(d: Input::TableDescription, s: string, l: Reporter::Level) &is_used {{ }}
event zeek_init()
	{{
	print {call};
	}}
"""
TABLE = 'Input::add_table([$source="x", $name="n", {}])'
EVENT = 'Input::add_event([$source="x", $name="n", {}])'


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (TABLE, ("$idx=1, $destination=s", "'idx' field is not a record type")),
        (
            TABLE,
            (
                "$idx=Idx, $val=Val, $destination=s",
                "'destination' field is a set, but the 'val' field was also specified"
                " (did you mean to use a table instead of a set?)",
            ),
        ),
        (
            TABLE,
            (
                "$idx=Val, $destination=s",
                "Table type does not match index type. Need type 'string':string, got"
                " 'count':count",
            ),
        ),
        (
            TABLE,
            (
                "$idx=Idx, $val=Two, $destination=u, $want_record=F",
                "Stream does not want a record (want_record=F), but has more then one"
                " value field.",
            ),
        ),
        (
            TABLE,
            (
                "$idx=Idx, $val=Val, $destination=t, $ev=odd",
                "Table event's index attributes do not match. Need 'Idx', got 'Val'",
            ),
        ),
        (
            TABLE,
            (
                "$idx=Idx, $val=Val, $destination=t, $ev=none",
                "Table event must take 4 arguments",
            ),
        ),
        (
            EVENT,
            ("$fields=Val, $ev=none", "Event does not take enough arguments"),
        ),
        (
            EVENT,
            (
                "$fields=Val, $ev=row",
                "Event's first attribute must be of type Input::EventDescription",
            ),
        ),
        (
            EVENT,
            (
                "$fields=Val, $ev=number, $want_record=F",
                "Incompatible type for event in field 3. Need type 'string':string,"
                " got 'count':count",
            ),
        ),
        (
            EVENT,
            (
                "$fields=Val, $ev=line, $error_ev=ill",
                "Error event's first attribute must be of type Input::EventDescription",
            ),
        ),
    ],
)
def test_refused(run, call, said) -> None:
    given, problem = said
    outcome = run("-b", script=SCRIPT.format(call=call.format(given)))
    assert outcome.out == "F\n"
    assert outcome.err.splitlines()[0] == f"error: Input stream n: {problem}"
    assert outcome.status == 1


def test_fields_that_cannot_be_read(run) -> None:
    call = EVENT.format("$fields=Bad, $ev=none")
    script = SCRIPT.format(call=call).replace(
        "event none() &is_used { }",
        "event none(d: Input::EventDescription, e: Input::Event, v: Bad) &is_used { }",
    )
    outcome = run("-b", script=script)
    assert outcome.err.splitlines()[:2] == [
        'error: Incompatible type "file" in type definition for field "f" in'
        " ReaderFrontend",
        "error: Input stream n: Problem unrolling",
    ]


@pytest.mark.parametrize(
    "call",
    [
        TABLE.format("$idx=Idx, $val=Val, $destination=t, $ev=row, $error_ev=ill"),
        TABLE.format("$idx=Idx, $destination=s"),
        TABLE.format("$idx=Idx, $val=Val, $destination=u, $want_record=F"),
        EVENT.format("$fields=Val, $ev=line"),
        EVENT.format("$fields=Val, $ev=text, $want_record=F"),
    ],
)
def test_taken(run, call) -> None:
    outcome = run("-b", script=SCRIPT.format(call=call))
    assert (outcome.out, outcome.status) == ("T\n", 0)
    assert outcome.err == "warning: x/Input::READER_ASCII: Init: cannot open x\n"
