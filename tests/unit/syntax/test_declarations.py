"""Declarations, types, attributes and documentation comments."""

from __future__ import annotations

import pytest

from pyzeek.syntax import nodes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("module M;", nodes.ModuleDecl),
        ("global x: count;", nodes.VarDecl),
        ("const x = 1 &redef;", nodes.VarDecl),
        ("option x = 1;", nodes.VarDecl),
        ("type Ty: count;", nodes.TypeDecl),
        ("redef x = 1;", nodes.RedefVar),
        ("redef x += { 1, 2 };", nodes.RedefVar),
        ("redef enum E += { A, B = 5, };", nodes.RedefEnum),
        ("redef record R += { x: count &log; } &redef;", nodes.RedefRecord),
        ("redef record R$x -= { &log };", nodes.RedefRecordField),
        ("function f(x: count): bool { return T; }", nodes.FuncDecl),
        ("event e(x: count) &priority=-5 { }", nodes.FuncDecl),
        ("redef event e() { }", nodes.FuncDecl),
        ("hook h() { }", nodes.FuncDecl),
        ("print 1;", nodes.StmtDecl),
    ],
)
def test_kinds(snippets, text, kind):
    assert type(snippets.decl(text)) is kind


@pytest.mark.parametrize(
    "text",
    [
        "any",
        "table[addr, port] of set[string]",
        "vector of vector of count",
        "opaque of md5",
        "file",
        "file of string",
        "M::Ty",
        "function(a: count, b: string): bool",
        "function()",
        "event(a: count)",
        "hook(a: count)",
        "record { a: count; b: record { c: string; }; }",
        "enum { A, B }",
    ],
)
def test_types(snippets, show, text):
    assert show(snippets.decl(f"type Ty: {text};").type) == text


def test_variables(snippets, show):
    decl = snippets.decl("global x: set[count] = { 1 } &create_expire=5min &redef;")
    assert (decl.kind, decl.name, decl.op, show(decl.init)) == (
        "global",
        "x",
        "=",
        "{1}",
    )
    assert [(a.name, a.value and show(a.value)) for a in decl.attrs] == [
        ("create_expire", "300.0"),
        ("redef", None),
    ]


def test_redef_without_a_value(snippets):
    decl = snippets.decl("redef x &redef;")
    assert (decl.op, decl.init) == ("", None)
    assert snippets.decl("redef x -= { 1 };").op == "-="


def test_functions(snippets, show):
    decl = snippets.decl('function f(a: count; b: string &default="x";): R { a(); }')
    assert show(decl.signature) == "function(a: count, b: string): R"
    assert decl.signature.params[1].attrs[0].name == "default"
    assert len(decl.body.stmts) == 1
    assert snippets.decl("hook h(a: count) { }").signature.flavor == "hook"
    assert snippets.decl("redef event e() { }").is_redef


def test_location_of_a_body_starts_at_the_end_of_its_header(snippets):
    decl = snippets.decl("function f(a: count,\n  b: count): bool\n  {\n  }")
    assert (decl.loc.line, decl.body.loc.line, decl.body.loc.end_line) == (1, 2, 4)


def test_exports_are_delivered_one_by_one(snippets):
    decls = snippets.decls("export { global a = 1; type Ty: count; }")
    assert [type(d).__name__ for d in decls] == [
        "ExportDecl",
        "VarDecl",
        "TypeDecl",
        "ExportDecl",
    ]
    assert [d.opens for d in decls if isinstance(d, nodes.ExportDecl)] == [True, False]


def test_enum_members(snippets, show):
    members = snippets.decl(
        'type E: enum { A = 0x10, B &deprecated="b", C };'
    ).type.members
    assert [(m.name, m.value and show(m.value)) for m in members] == [
        ("A", "16"),
        ("B", None),
        ("C", None),
    ]
    assert show(members[1].attrs[0].value) == "b"


def test_negative_enum_member_is_left_to_the_checker(snippets):
    (member,) = snippets.decl("type E: enum { A = -1 };").type.members
    assert isinstance(member.value, nodes.Unary)


def test_statements_end_the_declarations(snippets):
    assert len(snippets.decls("global x = 1; print x; print x;")) == 3
    assert snippets.error("print 1;\nglobal x = 1;") == (
        'error in t.zeek, line 2: syntax error, at or near "global"'
    )


def test_no_global_prefix_in_exports(snippets):
    assert "cannot use :: prefix in export section: ::c" in snippets.error(
        "export { global ::c = 1; }"
    )


def test_documentation_comments(snippets):
    decls = snippets.decls(
        "## Before.\n## More.\nglobal a = 1; ##< After.\n"
        "## A record.\ntype R: record {\n\t## Field.\n\tx: count; ##< x after\n"
        "\t##< and on\n\ty: count;\n};\n"
        "type E: enum {\n\tA, ##< a\n\t## b\n\tB ##< b after\n};\n"
        "## Caf\u00e9.\nfunction f(\n\t## p\n\tp: count) { }\n"
        "#### no documentation\nglobal z = 1;"
    )
    variable, record, enum, function, last = decls
    assert variable.doc == "Before.\nMore.\nAfter."
    assert record.doc == "A record."
    assert [f.doc for f in record.type.fields] == ["Field.\nx after\nand on", ""]
    assert [m.doc for m in enum.type.members] == ["a", "b\nb after"]
    assert function.doc == "Caf\u00e9."
    assert function.signature.params[0].doc == "p"
    assert last.doc == ""
