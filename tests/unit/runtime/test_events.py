"""Bodies of events and hooks, and the groups that turn them off."""

from __future__ import annotations

TICKS = """
event tick(n: count)
	{
	print "first", n;
	if ( n == 2 )
		disable_event_group("g");
	if ( n == 4 )
		enable_event_group("g");
	}

event tick(n: count) &group="g" &priority=-5
	{
	print "second", n;
	}

event zeek_init()
	{
	local n = 0;
	while ( ++n <= 5 )
		event tick(n);
	}
"""

HOOK = """
global h: hook(n: count);
hook h(n: count) { print "first", n; disable_event_group("g"); }
hook h(n: count) &group="g" &priority=-5 { print "second", n; }
event zeek_init() { print hook h(1); enable_event_group("g"); print hook h(2); }
"""


def test_bodies_decide_about_those_that_follow(run) -> None:
    lines = run("-b", script=TICKS).out.splitlines()
    seconds = [line for line in lines if line.startswith("second")]
    assert seconds == ["second, 1", "second, 4", "second, 5"]
    assert lines[:3] == ["first, 1", "second, 1", "first, 2"] and len(lines) == 8


def test_hooks_too(run) -> None:
    assert run("-b", script=HOOK).out.splitlines() == [
        "first, 1",
        "T",
        "first, 2",
        "T",
    ]
