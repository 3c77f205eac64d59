"""Hints for syntax errors."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "global table = 1;",
            "table is a keyword of the language and cannot be a name",
        ),
        ("event e() { i++; }", "there is no postfix ++; write ++i"),
        ("event e()\n{\nprint 1\nprint 2; }", "a ; is missing at the end of the line"),
        ("event e() { print; }", "expected a value"),
        ("type R: record { a; };", "expected :"),
        ("event e() { f(1; }", "expected , or )"),
        ("global x: = 1;", "expected a type"),
        ("event e() {", "this { is not closed"),
        ("event e() { else x(); }", "there is no if that this else belongs to"),
        ("event e() { } }", "this } closes nothing"),
        ("global x = 'a';", "text stands in double quotes"),
        ("event e() { if ( T ) {\nevent f() { } }", "a } is missing further up"),
        ("event e() { for ( x of y ) ; }", "expected , or in"),
        ("event e() { switch x { case 1 a(); } }", "expected , or :"),
        ("redef enum E { A };", "expected +="),
        ("event e() { x = y ? 1; }", "expected :"),
    ],
)
def test_hints(snippets, text, hint):
    snippets.decls(text)
    assert hint in snippets.hints[-1]
