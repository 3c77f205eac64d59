"""Depth of nodes and the names that they hold."""

from __future__ import annotations

import pytest

from pyzeek.diagnostics import Location
from pyzeek.syntax.walk import DEEPEST, is_deep, is_large, names_in, unknown_names


def test_only_large_text_is_measured():
    assert not is_large(Location("f", 1, 3, 0, 80))
    assert is_large(Location("f", 1, 2000, 0, 80))
    assert is_large(Location("f", 1, 1, 0, 100_000))


def test_depth(snippets):
    assert not is_deep(snippets.expr("+".join(["1"] * 100)))
    assert is_deep(snippets.expr("+".join(["1"] * (DEEPEST + 10))))


@pytest.mark.parametrize(
    "text",
    [
        "global x = " + "(" * 3000 + "1" + ")" * 3000 + ";",
        "global x = " + "+".join(["1"] * 20000) + ";",
        "event e() {" + "if (T) " * 2000 + "; }",
        "event e() {" + "if (T) ; else " * 2000 + "; }",
        "event e() {" + "{" * 100000,
        "global x: " + "vector of " * 5000 + "count;",
        "event e() { print " + "a?" * 5000 + "b" + ":c" * 5000 + "; }",
    ],
)
def test_deep_scripts_are_refused(snippets, text):
    assert "nested too deeply" in snippets.error(text)


def test_wide_scripts_are_read(snippets):
    text = "global x: set[count] = {\n" + "1,\n" * 20000 + "};"
    assert len(snippets.decl(text).init.items) == 20000


def test_names(snippets):
    names = [name.name for name in names_in(snippets.expr("f(a) + b$c[d]"))]
    assert sorted(names) == ["a", "b", "d", "f"]


def test_unknown_names_are_those_not_declared_nearby(snippets):
    decl = snippets.decl(
        "function f(p: Ty) { local l = p; for ( k, v in t ) print k, v, l, u; }"
    )
    assert [name.name for name in unknown_names([decl])] == ["Ty", "t", "u"]
