"""Statements and where they lie."""

from __future__ import annotations

import pytest

from pyzeek.syntax import nodes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (";", nodes.NullStmt),
        ("x = 1;", nodes.ExprStmt),
        ("f();", nodes.ExprStmt),
        ("print a, b;", nodes.PrintStmt),
        ("event ev(1);", nodes.EventStmt),
        ("local x: count = 1 &is_assigned;", nodes.LocalStmt),
        ("const x = 1;", nodes.LocalStmt),
        ("{ }", nodes.Block),
        ("if ( a ) b();", nodes.IfStmt),
        ("while ( a ) b();", nodes.WhileStmt),
        ("for ( x in y ) f(x);", nodes.ForStmt),
        ("switch x { case 1: break; }", nodes.SwitchStmt),
        ("return;", nodes.ReturnStmt),
        ("return 1;", nodes.ReturnStmt),
        ("break;", nodes.BreakStmt),
        ("next;", nodes.NextStmt),
        ("fallthrough;", nodes.FallthroughStmt),
        ("add s[1];", nodes.AddStmt),
        ("delete t[1];", nodes.DeleteStmt),
        ("assert a;", nodes.AssertStmt),
        ("when ( a ) b();", nodes.WhenStmt),
        ("v[1:2] = w;", nodes.ExprStmt),
    ],
)
def test_kinds(snippets, text, kind):
    assert type(snippets.stmt(text)) is kind


def test_else_belongs_to_the_nearest_if(snippets):
    stmt = snippets.stmt("if ( a ) if ( b ) c(); else d();")
    assert stmt.orelse is None
    assert stmt.then.orelse is not None


@pytest.mark.parametrize(
    ("text", "keys", "value", "brackets"),
    [
        ("for ( k in t ) ;", ("k",), None, False),
        ("for ( k, v in t ) ;", ("k",), "v", False),
        ("for ( [a, b] in t ) ;", ("a", "b"), None, True),
        ("for ( [a, b], v in t ) ;", ("a", "b"), "v", True),
    ],
)
def test_for(snippets, text, keys, value, brackets):
    stmt = snippets.stmt(text)
    assert (stmt.keys, stmt.value, stmt.brackets) == (keys, value, brackets)


def test_switch(snippets, show):
    stmt = snippets.stmt(
        "switch x { case 1, 2: a(); fallthrough; case type R as r, type count: ;"
        " default: b(); c(); }"
    )
    values, types, default = stmt.cases
    assert [show(v) for v in values.values] == ["1", "2"]
    assert len(values.body.stmts) == 2
    assert [(show(t.type), t.name) for t in types.types] == [
        ("R", "r"),
        ("count", None),
    ]
    assert (default.values, default.types, len(default.body.stmts)) == ((), (), 2)


def test_when(snippets, show):
    stmt = snippets.stmt(
        "return when [a, copy b] ( local x = f() && |x| > 0 ) g();"
        " timeout 5 sec { h(); }"
    )
    assert stmt.is_return
    assert [c.name for c in stmt.captures] == ["a", "b"]
    assert show(stmt.condition) == "(local x = (f() && (|x| > 0)))"
    assert show(stmt.timeout) == "5.0"
    assert len(stmt.on_timeout.stmts) == 1


def test_when_with_empty_captures(snippets):
    assert snippets.stmt("when [] ( a ) ;").captures == ()
    assert snippets.stmt("when ( a ) ;").captures is None


def test_local_is_an_expression_only_in_when(snippets):
    assert 'near "local"' in snippets.error("event e() { if ( local x = 1 ) ; }")
    stmt = snippets.stmt("when ( a ) { local x = 1; }")
    assert isinstance(stmt.body.stmts[0], nodes.LocalStmt)


def test_locals(snippets, show):
    stmt = snippets.stmt('local t: table[count] of string = { [1] = "a" };')
    assert (stmt.name, show(stmt.type), show(stmt.init)) == (
        "t",
        "table[count] of string",
        "{[1] -> a}",
    )


def test_location_of_conditions_is_the_header(snippets):
    stmt = snippets.stmt("if ( a &&\n     b )\n  c();\nelse\n  d();")
    assert stmt.loc[1:] == (3, 4, 0, 8)


def test_location_of_a_chain_starts_at_its_last_operand(snippets):
    stmt = snippets.stmt("x = a +\n b +\n c;")
    assert (stmt.expr.value.loc.line, stmt.expr.value.loc.end_line) == (4, 5)
    assert (stmt.expr.value.left.loc.line, stmt.expr.value.left.loc.end_line) == (3, 4)


def test_location_of_a_call_over_lines(snippets):
    stmt = snippets.stmt("f(a,\n  b\n  );")
    assert stmt.expr.loc[1:] == (3, 5, 0, 3)


def test_location_of_when_goes_from_its_condition_to_its_end(snippets):
    stmt = snippets.stmt("when ( a &&\n b )\n  if ( c )\n   d();")
    assert (stmt.loc.line, stmt.loc.end_line) == (4, 6)
    stmt = snippets.stmt("when ( a )\n  c();\ntimeout 1 sec\n  {\n  }")
    assert (stmt.loc.line, stmt.loc.end_line) == (4, 7)


def test_location_of_a_case_is_that_of_its_last_statement(snippets):
    cases = snippets.stmt(
        "switch x {\ncase 1:\n a();\ncase 2:\n a();\n if ( b )\n  c();\n}"
    ).cases
    assert [(c.loc.line, c.loc.end_line) for c in cases] == [(4, 5), (7, 9)]
