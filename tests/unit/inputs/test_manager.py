"""Streams come, work and go."""

from __future__ import annotations

import os

import pytest

LINES = """
type Line: record {{ s: string; }};
event line(d: Input::EventDescription, e: Input::Event, s: string)
	{{ print d$name, s; }}
event Input::end_of_data(name: string, source: string) {{ print "end", name; }}
function follow(name: string, source: string, mode: Input::Mode): bool
	{{
	return Input::add_event([$source=source, $name=name, $reader=Input::READER_RAW,
		$mode=mode, $fields=Line, $ev=line, $want_record=F]);
	}}
event zeek_init()
	{{
	{init}
	}}
{more}
"""


def lines(init: str, more: str = "") -> str:
    return LINES.format(init=init, more=more)


def test_names_are_taken_once(run, tmp_path) -> None:
    (tmp_path / "t").write_text("a\n")
    outcome = run(
        "-b",
        script=lines(
            'print follow("n", "t", Input::MANUAL);\n'
            'print Input::remove("n"), Input::remove("n"), Input::remove("m");\n'
        ),
    )
    assert outcome.out.splitlines() == ["T", "T, T, F", "n, a", "end, n"]
    assert outcome.err == (
        "warning: Stream n is already queued for removal. Ignoring remove.\n"
    )
    outcome = run(
        "-b",
        script=lines(
            'follow("n", "t", Input::MANUAL); print follow("n", "t", Input::MANUAL);'
        ),
    )
    assert outcome.out == "F\n" and outcome.status == 1
    assert "Trying create already existing input stream n" in outcome.err


def test_updates_that_cannot_be(run, tmp_path) -> None:
    (tmp_path / "t").write_text("a\n")
    outcome = run(
        "-b",
        script=lines(
            'follow("n", "t", Input::MANUAL); Input::remove("n");',
            'event done() { print Input::force_update("n"), Input::force_update("m"); }'
            "event zeek_init() &priority=-5 { event done(); }",
        ),
    )
    assert outcome.out.splitlines()[0] == "F, F"
    assert outcome.err.splitlines()[:2] == [
        "error: Stream n is already queued for removal. Ignoring force update.",
        "error: Stream m not found",
    ]


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_packets_wait_while_processing_is_suspended(run) -> None:
    outcome = run(
        "-b",
        "-C",
        script=lines(
            'follow("n", "sleep 0.1; echo slow |", Input::MANUAL);'
            " suspend_processing();",
            """
event InputRaw::process_finished(name: string, source: string, code: count, s: bool)
	{ print "finished", code; continue_processing(); }
event new_connection(c: connection) { print "packet"; terminate(); }
""",
        ),
        trace="smb/smb3-11-session.pcap",
    )
    assert outcome.out.splitlines() == ["n, slow", "end, n", "finished, 0", "packet"]
    assert outcome.err.endswith(" received termination signal\n")


def test_nobody_lets_packets_go_on(run) -> None:
    outcome = run(
        "-b",
        "-C",
        script="""
event new_connection(c: connection) { print "packet"; suspend_processing(); }
event connection_state_remove(c: connection) { print "done"; }
""",
        trace="smb/smb3-11-session.pcap",
    )
    assert outcome.out.splitlines()[0] == "packet"
    assert "no packets are let through any more; the run ends" in outcome.err


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_following_ends_with_the_run(run, tmp_path) -> None:
    (tmp_path / "t").write_text("a\n")
    outcome = run(
        "-b",
        script=lines(
            'follow("f", "t", Input::STREAM); follow("c", "cat; sleep 60 |",'
            ' Input::STREAM); Input::remove("c");'
        ),
    )
    assert outcome.out.splitlines() == ["f, a"] and outcome.status == 0


def test_file_that_grows(run, tmp_path) -> None:
    outcome = run(
        "-b",
        "Threading::heartbeat_interval=20msec",
        script=lines(
            'system("echo a > t"); follow("n", "t", Input::STREAM);',
            """
redef exit_only_after_terminate = T;
event line(d: Input::EventDescription, e: Input::Event, s: string) &priority=-5
	{
	if ( s == "a" )
		system("echo b >> t");
	else
		terminate();
	}
""",
        ),
    )
    assert outcome.out.splitlines() == ["n, a", "n, b"]


def test_many_rows(run, tmp_path) -> None:
    (tmp_path / "t").write_text("x\n" * 10_000)
    outcome = run("-b", script=lines('follow("n", "t", Input::MANUAL);'))
    assert outcome.out.count("n, x\n") == 10_000 and outcome.out.endswith("end, n\n")


def test_trouble_before_packets_bears_no_time(run) -> None:
    outcome = run(
        "-b",
        "-C",
        script=lines('follow("n", "nix", Input::MANUAL);'),
        trace="smb/smb3-11-session.pcap",
    )
    first = outcome.err.splitlines()[0]
    assert first == "error: nix/Input::READER_RAW: Init: cannot open nix"


def test_what_is_read_decides_which_events_come(run, tmp_path) -> None:
    (tmp_path / "t").write_text("on\n")
    outcome = run(
        "-b",
        "-C",
        script=lines(
            'follow("n", "t", Input::MANUAL); disable_event_group("g");',
            """
event line(d: Input::EventDescription, e: Input::Event, s: string)
	{ enable_event_group("g"); }
event smb2_negotiate_request(c: connection, h: SMB2::Header, d: index_vec) &group="g"
	{ print "negotiates"; }
event zeek_init()
	{ Analyzer::register_for_port(Analyzer::ANALYZER_SMB, 445/tcp); }
""",
        ),
        trace="smb/smb3-11-session.pcap",
    )
    assert outcome.out.splitlines() == ["n, on", "end, n", "negotiates"]
