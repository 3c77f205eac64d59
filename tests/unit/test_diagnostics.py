"""What people see of a mistake: the line, a mark below it, and a hint."""

from __future__ import annotations

import io
import os

import pytest

from pyzeek.diagnostics import (
    Diagnostics,
    Location,
    advice,
    did_you_mean,
    excerpt,
    source_of,
)
from pyzeek.driver import Driver
from pyzeek.options import Options


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def complain(tmp_path, monkeypatch, environment):
    """What a terminal shows when a script runs; the mark as it stands below."""
    monkeypatch.chdir(tmp_path)
    for name in ("PYZEEK_CACHE_DIR", "LC_ALL"):
        monkeypatch.setitem(os.environ, name, environment[name])

    def complain(text):
        (tmp_path / "a.zeek").write_text(text, encoding="utf-8")
        terminal = Terminal()
        options = Options(bare=True, scripts=["a.zeek"])
        Driver(options, out=io.BytesIO(), err=terminal).run()
        return [
            line.removeprefix("    ")
            for line in terminal.getvalue().splitlines()
            if not line.startswith("compiling")
        ]

    return complain


def inside(body: str) -> str:
    return f"event zeek_init()\n\t{{\n\t{body}\n\t}}\n"


def test_a_line_a_mark_and_a_hint(complain):
    assert complain(inside("local packets = 5; print pakets;")) == [
        'error in ./a.zeek, line 3: unknown identifier pakets, at or near "pakets"',
        "\tlocal packets = 5; print pakets;",
        "\t                         ^^^^^^",
        "hint: did you mean packets?",
    ]


def test_marks_stand_below_what_they_mean_behind_wide_characters(complain):
    _, line, mark, *_ = complain(inside('print "größer", x;'))
    assert line.index("x") == mark.index("^")


def test_plain_streams_get_zeeks_line_alone(tmp_path):
    stream = io.StringIO()
    Diagnostics(stream).error(Location("a", 1, 1, 0, 1), "wrong", "mend it")
    assert stream.getvalue() == "error in a, line 1: wrong\n"


@pytest.mark.parametrize(
    ("text", "marked", "hint"),
    [
        (inside("local x = 5\n\tprint x;"), "print", "a ; is missing at the end"),
        (inside("if ( T ) {"), "{", "this { is not closed"),
        (inside("local event = 5;"), "event", "event is a keyword"),
        (inside('print "no end;'), '"no end;', "the text lacks its closing"),
        (inside("local r: connection; print r$idd;"), "r$idd", "mean id?"),
        (inside('local n: count = "5";'), 'local n: count = "5"', "to_count()"),
        (inside("if ( T and F ) print 1;"), "and", "did you mean &&?"),
        (inside("if ( T ) print 1; elif ( F ) print 2;"), "elif", "mean else if?"),
        (inside("for x in set(1): print x;"), "x", "expected ("),
        (inside("local i = 0; print i++;"), "++", "write ++i"),
        (inside("print true;"), "true", "did you mean T?"),
        (inside('local t: table[string] of count; print t["a"];'), 't["a"]', "`in`"),
        (inside('print "a" + 1;'), '"a" + 1', "numbers are needed"),
        ("type R: record { a: count &optinal; };", "&", "did you mean &optional?"),
        ("type R: record { a: count &nothing; };", "&", "no attribute &nothing"),
        ("global x: conut;", "conut", "did you mean count?"),
        ("global x: tabel[count] of count;", "tabel", "did you mean table?"),
        ("event zeek_inti() { }", "event zeek_inti()", "did you mean zeek_init?"),
        ("function f(): count { return g(1); }", "g", ""),
        ("const a = 1; event zeek_init() { a = 2; }", "a", "only `redef`"),
        ("else", "else", "there is no if"),
        ("global x = 1; }", "}", "this } closes nothing"),
        ("global x = 'a';", "'", "double quotes"),
    ],
)
def test_mistakes(complain, text, marked, hint):
    _, line, mark, *rest = complain(text)
    start = mark.index("^")
    assert line[start : mark.rindex("^") + 1].startswith(marked)
    assert hint in "".join(rest[:1])


def test_a_script_that_is_not_there(complain):
    first, line, hint = complain("@load base/nowhere\n")
    assert first.startswith("fatal error in ./a.zeek, line 1: can't find")
    assert line == "@load base/nowhere"
    assert hint.startswith("hint: looked in ., ")
    assert complain("@load ./nowhere\n")[2] == (
        "hint: looked beside the file that loads it"
    )


def test_the_end_of_a_file(complain):
    assert complain("global x = 2\n\n")[1:] == ["global x = 2", "hint: expected ;"]


# ---- parts


def test_locations():
    place = Location("a.zeek", 3, 3, 4, 8)
    assert str(place) == "a.zeek, line 3"
    assert place.to(Location("a.zeek", 5, 5, 0, 2)) == Location("a.zeek", 3, 5, 4, 2)
    assert str(place.to(Location("a.zeek", 5, 5, 0, 2))) == "a.zeek, lines 3-5"
    assert place.to(Location("b.zeek", 5, 5)) == place


def test_what_spans_lines_is_marked_to_the_end_of_the_first():
    place = Location("a", 1, 2, 2, 1)
    assert list(excerpt(place, "x (a,  \n b)\n")) == ["    x (a,", "      ^^^"]


def test_a_place_without_columns_has_no_mark():
    assert list(excerpt(Location("a", 2, 2), "one\ntwo")) == ["    two"]


def test_a_place_that_is_not_there_shows_nothing():
    assert not list(excerpt(Location("a", 9, 9, 0, 1), "one"))
    assert not list(excerpt(Location("a", 1, 1, 0, 1), None))
    assert not list(excerpt(None, "one"))


def test_nothing_reaches_the_terminal_that_could_command_it():
    source = "x\x1b[2J\ud800\x07 y"
    lines = "".join(excerpt(Location("a", 1, 1, 0, 1), source.replace("\ud800", "")))
    assert "\x1b" not in lines and "\x07" not in lines


def test_hints_of_messages():
    assert "in" in advice("no such index (t[x])")
    assert advice("something else") == ""
    assert did_you_mean("adress", ["address", "count"]) == "did you mean address?"
    assert did_you_mean("qqq", ["address"]) == ""


def test_sources(tmp_path):
    path = tmp_path / "a.zeek"
    path.write_bytes(b"a\r\n\xff")
    assert source_of(str(path)) == "a\r\n\ufffd"
    assert source_of(str(tmp_path / "none")) is None
