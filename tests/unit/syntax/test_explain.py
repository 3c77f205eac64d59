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
        ("event e() {", "}"),
    ],
)
def test_hints(snippets, text, hint):
    snippets.decls(text)
    assert hint in snippets.hints[-1]
