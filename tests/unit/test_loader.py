"""Which scripts are read, in which order, and what their directives do."""

from __future__ import annotations

import io
import pickle
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyzeek.diagnostics import Diagnostics, Location, ScriptError
from pyzeek.library import ScriptPath
from pyzeek.loader import Loaded, Loader
from pyzeek.syntax import nodes


class Sink:
    """Keeps what it is told; `events` mixes declarations and files in order."""

    def __init__(self) -> None:
        self.decls: list[nodes.Decl] = []
        self.names: set[str] = set()
        self.events: list[str] = []

    def begin_file(self, path: str) -> None:
        self.events.append(f"<{path.rpartition('/')[2]}")

    def end_file(self) -> None:
        self.events.append(">")

    def declare(self, decl: nodes.Decl) -> None:
        self.decls.append(decl)
        name = getattr(decl, "name", type(decl).__name__)
        self.names.add(name)
        self.events.append(name)

    def is_defined(self, name: str) -> bool:
        return name in self.names

    def evaluate(self, condition: nodes.Expr) -> bool:
        if isinstance(condition, nodes.Constant):
            return bool(condition.value)
        return isinstance(condition, nodes.Name) and condition.name in self.names

    def redef_problem(self, name: str) -> str:
        return f"{name} is a type" if name == "Ty" else ""


class Run:
    """A loader over files in a folder."""

    def __init__(self, folder, files) -> None:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text if isinstance(text, bytes) else textwrap.dedent(text).encode()
            path.write_bytes(data)
        self.folder = folder
        self.sink = Sink()
        self.diagnostics = Diagnostics(stream=io.StringIO())
        self.loader = Loader(self.sink, self.diagnostics, ScriptPath([str(folder)]))

    def load(self, *names: str) -> str:
        """Load scripts; what was declared, in order."""
        try:
            self.loader.load_all(names or ["main"])
        except ScriptError:
            self.sink.events.append("!")
        return " ".join(self.sink.events)

    @property
    def messages(self) -> list[str]:
        """Everything reported, without the folder."""
        here = f"{self.folder}/"
        return [m.text.replace(here, "") for m in self.diagnostics.seen]


@pytest.fixture
def run(tmp_path):
    return lambda **files: Run(
        tmp_path, {name.replace("__", "/") + ".zeek": t for name, t in files.items()}
    )


def test_load_happens_where_it_stands(run):
    loaded = run(
        main="global a = 1;\n@load ./b\nglobal c = 1;",
        b="global b = 1;\n@load ./b",
    )
    assert loaded.load() == "<main.zeek a <b.zeek b > c >"


def test_each_file_is_read_once(run, tmp_path):
    loaded = run(main="@load ./b\n@load b.zeek\n@load ./link\n", b="global b = 1;")
    (tmp_path / "link.zeek").symlink_to(tmp_path / "b.zeek")
    assert loaded.load("main", "main", "b") == "<main.zeek <b.zeek b > >"


def test_a_folder_is_loaded_by_its_loader(run, tmp_path):
    loaded = run(main="@load pkg\n@load ./pkg/extra")
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/__load__.zeek").write_text("@load ./extra\n")
    (tmp_path / "pkg/extra.zeek").write_text("@load ../other\nglobal e = 1;")
    (tmp_path / "other.zeek").write_text("global o = 1;")
    expected = "<main.zeek <__load__.zeek <extra.zeek <other.zeek o > e > > >"
    assert loaded.load() == expected


def test_a_folder_without_a_loader(run, tmp_path):
    loaded = run(main="\n@load pkg")
    (tmp_path / "pkg").mkdir()
    loaded.load()
    assert loaded.messages[0] == (
        "error in main.zeek, line 2: Failed to open package 'pkg':"
        " missing '__load__.zeek' file"
    )


def test_a_missing_script(run):
    loaded = run(main="\n@load ./nope\nglobal x = 1;")
    assert loaded.load() == "<main.zeek !"
    message = "fatal error in main.zeek, line 2: can't find ./nope"
    assert loaded.messages == [message]
    other = run(main="")
    other.load("nope.zeek")
    assert other.messages == ["fatal error: can't find nope.zeek"]


def test_what_was_read_and_what_was_missing(run, tmp_path):
    loaded = run(main="##! A summary.\n@load ./b\n", b="")
    loaded.load()
    main, b = loaded.loader.loaded.files.values()
    assert (main.level, main.loaded_by, main.summary) == (0, None, ("A summary.",))
    assert (b.level, b.loaded_by.line) == (1, 2)
    assert len({main.digest, b.digest}) == 2
    other = run(main="@load x/y\n")
    other.load()
    assert str(tmp_path / "x/y.zeek") in other.loader.loaded.missing


def test_later_runs_go_on_behind_a_stored_state(run):
    loaded = run(main="@load ./b\n", b="global b = 1;")
    loaded.load()
    again = Run(loaded.folder, {})
    state: Loaded = pickle.loads(pickle.dumps(loaded.loader.loaded))
    again.loader = Loader(
        again.sink, again.diagnostics, ScriptPath([str(again.folder)]), state
    )
    assert again.load("b", "main") == ""


# ---- conditions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@if ( T )\nglobal a = 1;\n@else\nglobal b = 1;\n@endif", "a"),
        ("@if ( F )\nglobal a = 1;\n@else\nglobal b = 1;\n@endif", "b"),
        ("@if ( F )\nnot (valid\n@endif\nglobal b = 1;", "b"),
        ("global x = 1;\n@ifdef ( x )\nglobal a = 1;\n@endif", "x a"),
        ("@ifndef ( x )\nglobal a = 1;\n@endif", "a"),
        ("@if ( T ) global a = 1; @else global b = 1; @endif", "a"),
        ("@if ( F )\n@if ( T )\n@else\n@endif\n@else\nglobal b = 1;\n@endif", "b"),
        ("@if ( T )\n@if ( F )\n@else\nglobal b = 1;\n@endif\n@endif", "b"),
        ("@if ( F )\n# @else\nglobal b = 1;\n@endif", "b"),
        (
            "@if ( F )\nfunction f(a: count)\n@else\nfunction g()\n@endif\n{ }",
            "g",
        ),
        ("global x = 1; @if ( x )\nglobal a = 1;\n@endif", "x a"),
        ("export {\n@if ( F )\nglobal a = 1;\n@endif\n}", "ExportDecl ExportDecl"),
    ],
)
def test_conditions(run, text, expected):
    loaded = run(main=text)
    assert loaded.load() == f"<main.zeek {expected} >", loaded.messages


def test_conditions_inside_declarations(run):
    loaded = run(
        main="""\
        type R: record {
        @if ( F )
            a: count;
        @else
            b: count;
        @endif
        };
        event e()
            {
        @ifdef ( R )
            print 1;
        @else
            print 2; print 3;
        @endif
            }
        """
    )
    loaded.load()
    record, event = loaded.sink.decls
    assert [field.name for field in record.type.fields] == ["b"]
    assert len(event.body.stmts) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "@if ( T )\nglobal x = 1;\n",
            "fatal error in main.zeek, line 3: unbalanced @if... @endif",
        ),
        ("\n@endif\n", "error in main.zeek, line 2: unbalanced @if... @endif"),
        ("@else\n@endif", "error in main.zeek, line 1: @else without @if..."),
        (
            "event e() {\nif ( T )\n@if ( T )\nprint 1;\n@endif\n}",
            "error in main.zeek, line 4: incorrect use of directive",
        ),
        (
            "event e() {\nlocal x = T;\n@if ( F && x )\n@endif\n}",
            "error in main.zeek, line 3: referencing a local name in @if (x)",
        ),
        ("type E: enum {\n@if ( T )\nA };", 'line 2: syntax error, at or near "@if"'),
    ],
)
def test_mistakes_in_conditions(run, text, message):
    loaded = run(main=text)
    loaded.load()
    assert message in "\n".join(loaded.messages)


def test_a_condition_ends_in_its_file(run):
    loaded = run(main="@if ( T )\n@load ./b\n@endif\n", b="@endif")
    loaded.load()
    assert loaded.messages == ["error in b.zeek, line 1: unbalanced @if... @endif"]


# ---- other directives


def test_unload(run):
    loaded = run(main="@unload ./b\n@load ./b\n@load b\n", b="global b = 1;")
    assert loaded.load() == "<main.zeek >"
    missing = run(main="@unload ./nope\n")
    missing.load()
    assert "failed find file associated with @unload ./nope" in missing.messages[0]


def test_prefixes(run):
    loaded = run(main="@prefixes += lcl:site\n@load ./sub/x\n", sub__x="global x = 1;")
    for name in ("lcl.sub.x", "site.main", "lcl.site.main"):
        (loaded.folder / f"{name}.zeek").write_text("global p = 1;")
    assert loaded.load().startswith("<main.zeek <x.zeek x > > <site.main.zeek")
    names = [
        file.path.rpartition("/")[2] for file in loaded.loader.loaded.files.values()
    ]
    assert names[2:] == ["site.main.zeek", "lcl.sub.x.zeek", "lcl.site.main.zeek"]


def test_signatures(run, tmp_path):
    (tmp_path / "s.sig").write_text("")
    loaded = run(main="@load-sigs ./s.sig\n@load-sigs t\n")
    loaded.load()
    first, second = loaded.loader.loaded.signatures
    assert first.path == str(tmp_path / "s.sig")
    assert (second.name, second.path, second.loaded_by.line) == ("t", None, 2)


def test_deprecated_scripts(run):
    loaded = run(main="\n@load ./b\n", b="@deprecated gone soon\n")
    loaded.load("main")
    assert loaded.messages == [
        "warning in b.zeek, line 1: deprecated script loaded from main.zeek:2 gone soon"
    ]
    named = run(b="@deprecated gone soon\n")
    named.load("b")
    assert "loaded from command line arguments gone soon" in named.messages[0]


def test_pragmas(run):
    loaded = run(
        main="\n@pragma push ignore-deprecations\n@load ./b\n@pragma pop\n",
        b="@deprecated\n\n",
    )
    loaded.load()
    assert loaded.messages == []
    quiet = loaded.loader.loaded.is_quiet
    path = f"{loaded.folder}/main.zeek"
    assert [quiet(Location(path, n, n)) for n in (1, 2, 4, 5)] == [
        False,
        True,
        True,
        False,
    ]
    assert quiet(Location(f"{loaded.folder}/b.zeek", 1, 1))


def test_plugins_are_refused(run):
    loaded = run(main="@load-plugin Some::Plugin\n")
    loaded.load()
    assert loaded.messages == [
        "fatal error in main.zeek, line 1: plugin Some::Plugin is not available"
    ]


# ---- ends of files


def test_a_missing_semicolon_is_reported_in_its_own_file(run):
    loaded = run(main="@load ./a\n@load ./b\n", a="global a = 1\n", b="global b = 1;\n")
    assert loaded.load() == "<main.zeek <a.zeek !"
    assert loaded.messages[0].startswith("error: syntax error, at end of file")
    assert loaded.messages[0].endswith("a.zeek")


def test_statements_at_the_end_of_a_file_are_complete(run):
    loaded = run(a="if ( T ) print 1;", b="print 2;")
    assert loaded.load("a", "b") == "<a.zeek StmtDecl > <b.zeek StmtDecl >"


def test_errors_end_reading_at_the_end_of_their_file(run):
    loaded = run(main="@load ./a\nglobal m = 1;", a="global a = 99999/tcp;\nglobal b;")
    assert loaded.load() == "<main.zeek <a.zeek a b !"


def test_redefinition_of_a_type_is_asked_for(run):
    loaded = run(main="redef x += { 1 };\nredef Ty += { 1 };")
    assert loaded.load() == "<main.zeek x !"
    assert loaded.messages == [
        'error in main.zeek, line 2: Ty is a type, at or near "Ty"'
    ]


# ---- what the command line gives


def test_code(run):
    loaded = run()
    loaded.loader.load_code("print 1")
    assert [type(d).__name__ for d in loaded.sink.decls] == ["StmtDecl"]
    with pytest.raises(ScriptError):
        loaded.loader.load_code("print (")
    assert loaded.messages == [
        'error in <command line>, line 2: syntax error, at or near ";"'
    ]


def test_standard_input(run, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(b"global x = 1;"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert run().load("-") == "<<stdin> x >"


def test_assignments(run):
    loaded = run()
    kinds = {"n": "count", "s": "string", "M::t": "set"}
    loaded.loader.load_assignments(["n=5", "s=some text", "M::t+={1}", "s="], kinds.get)
    shown = [(d.name, d.op) for d in loaded.sink.decls if isinstance(d, nodes.RedefVar)]
    assert shown == [("n", "="), ("s", "="), ("M::t", "+="), ("s", "=")]
    assert loaded.sink.decls[1].init.value == b"some text"


def test_mistakes_in_assignments(run):
    loaded = run()
    with pytest.raises(ScriptError):
        loaded.loader.load_assignments(["nope=1", "n="], {"n": "count"}.get)
    assert loaded.messages == [
        "error: unknown identifier 'nope' in command-line options",
        "error: must assign non-empty value to 'n' in command-line options",
    ]


def test_library_order(run):
    loaded = run(
        base__init_bare="", base__init_frameworks_and_bifs="", base__init_default=""
    )
    for name in ("init-bare", "init-frameworks-and-bifs", "init-default"):
        (loaded.folder / f"base/{name}.zeek").write_text("")
    loaded.loader.load_library()
    assert loaded.sink.events[::2] == [
        "<init-bare.zeek",
        "<init-frameworks-and-bifs.zeek",
        "<init-default.zeek",
    ]
    bare = Run(loaded.folder, {})
    bare.loader.load_library(bare=True)
    assert "<init-default.zeek" not in bare.sink.events


# ---- input of every kind

PARTS = st.sampled_from(
    "@if ( T )|@if ( F )|@ifdef ( x )|@ifndef ( y )|@else|@endif|@load ./main|"
    "@pragma push ignore-deprecations|@pragma pop|@prefixes = a:b|@unload ./main|"
    "global x = 1;|event e() {|}|print 1;|if ( T )|else|type R: record {|a: count;|};|"
    "export {|(|)|/|||@".split("|")
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(PARTS, max_size=12))
def test_only_script_errors_escape(tmp_path, parts):
    loaded = Run(tmp_path, {"main.zeek": "\n".join(parts)})
    events = loaded.load()
    assert events.endswith("!") == bool(loaded.diagnostics.errors)
