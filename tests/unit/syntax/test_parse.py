"""Whole scripts: syntax errors in Zeek's words, and input of every kind."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyzeek import library
from pyzeek.diagnostics import Diagnostics, ScriptError
from pyzeek.syntax import parse


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("global table = 1;", 'line 1: syntax error, at or near "table"'),
        (
            "event e()\n{\nprint 1\nprint 2;\n}",
            'line 4: syntax error, at or near "print"',
        ),
        ("event e() { i++; }", 'near "++"'),
        ('global x = "a" "b";', 'near ""b""'),
        ('global x "\u00e9" 5;', 'near "5"'),
        ("global x = 5 @ 6;", "unrecognized character: '@'"),
        ("global x = //;", 'near "/"'),
        ("print /a\nb/;", 'near "b"'),
        ("}", 'near "}"'),
    ],
)
def test_syntax_errors(snippets, text, message):
    assert message in snippets.error(text)


def test_after_a_bad_character_reading_goes_on(snippets):
    assert snippets.error("global x = 5 @ 6;").splitlines() == [
        "error in t.zeek, line 1: unrecognized character: '@'",
        'error in t.zeek, line 1: syntax error, at or near "6"',
    ]


def test_end_of_file(snippets):
    assert snippets.error("event e()\n\t{\n\tprint 1;\n") == (
        "error: syntax error, at end of file t.zeek"
    )
    assert "at end of file t.zeek" in snippets.error("global x = 1")


def test_unknown_names_come_before_a_syntax_error():
    class Listener(parse.Collector):
        def is_defined(self, name):
            return name == "known"

    diagnostics = Diagnostics(stream=io.StringIO())
    reader = parse.Reader(Listener(diagnostics), diagnostics)
    reader.file = "t.zeek"
    reader.lexer = parse.lexer("function f(a: Some) {\nlocal b = a; known(b);\nx y; }")
    with pytest.raises(ScriptError):
        reader.feed(reader.lexer.batch())
    assert [message.text for message in diagnostics.seen] == [
        "error in t.zeek, line 1: identifier not defined: Some",
        'error in t.zeek, line 3: unknown identifier x, at or near "x"',
    ]


def test_an_expression_alone(snippets, show):
    assert show(snippets.expr("a + 1")) == "(a + 1)"
    assert snippets.expr("a +") is None


SAMPLE = b"""module M;
export { type R: record { a: count &optional; ##< doc
 b: set[addr] &default=set(); }; global f: function(x: R): bool; }
redef enum E += { A, B = 3 }; redef record R += { c: string &log; };
function f(x: R): bool &deprecated="no" { return |x$b| > 1 && /a\\/b/i in x$c; }
event zeek_init() &priority=5 {
 local t = table([1, 2.5] = "x", [3, 1e3] = "\\x41") &default="d";
 for ( [i, j], v in t ) { if ( i == 1 ) next; else print fmt("%s", v); }
 when [t] ( local r = f([$a=1]) ) { print r; } timeout 5 sec { }
 switch t { case 1, 2: break; case type count as c: fallthrough; default: ; }
 schedule 1 min { M::ev(10.0.0.1, [::1]/64, 80/tcp) };
 print function[t](q: count): count { return q ? ++q : -q; }(1), t[1:2], x as R;
}
"""
PIECES = [
    b"(", b")", b"{", b"}", b"[", b"]", b"|", b"/", b'"', b";", b",", b"$", b"?", b":",
    b"@if ( T )\n", b"@else\n", b"@endif\n", b"@load x\n", b"##< d\n", b"#", b"\n",
    b"\0", b"\xff", b"local ", b"when ( ", b"function ", b" in ", b"1.2.3", b"::", b"&",
    b"=", b"0x", b"hook ", b"@",
]  # fmt: skip


@st.composite
def mutated(draw):
    """The sample with pieces put in, taken out and doubled."""
    text = SAMPLE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = draw(st.sampled_from([*PIECES, text[start:end], b""]))
        text = text[:start] + piece + text[end:]
    return text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_only_script_errors_escape(text):
    diagnostics = Diagnostics(stream=io.StringIO())
    try:
        parse.parse(text, "t.zeek", diagnostics)
    except ScriptError:
        assert diagnostics.errors


def test_the_sample_is_right(snippets):
    assert snippets.decls(SAMPLE), snippets.messages


def test_the_bundled_scripts_are_right(snippets):
    for script in sorted(library.scripts().rglob("*.zeek")):
        text = script.read_bytes()
        if b"@if" not in text:
            snippets.decls(text)
            assert snippets.messages == [], script
