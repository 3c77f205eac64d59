"""Which steps of a run come from the cache, and which are compiled."""

from __future__ import annotations

import io
import shutil

import pytest

from pyzeek import loading
from pyzeek.codegen.linker import Linker
from pyzeek.diagnostics import Diagnostics, ScriptError
from pyzeek.driver import Driver
from pyzeek.loading import ProgramLoader
from pyzeek.options import Options


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A cache folder that has the bare library."""
    folder = tmp_path_factory.mktemp("warm")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYZEEK_CACHE_DIR", str(folder))
        options = Options(bare=True, code=["print 1;"])
        ProgramLoader(options, Diagnostics(io.StringIO())).load()
    return folder


@pytest.fixture
def folder(tmp_path, warm, monkeypatch):
    """An empty folder to work in, with a cache of its own."""
    shutil.copytree(warm, tmp_path / "cache")
    monkeypatch.setenv("PYZEEK_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("ZEEKPATH", "ZEEK_PREFIXES"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def run(folder, monkeypatch):
    """Run scripts in bare mode: what was compiled, and what was printed."""

    def run(*scripts, **options):
        compiled = []
        step = loading.Compilation.step

        def record(self, kind, text):
            compiled.append(text)
            step(self, kind, text)

        monkeypatch.setattr(loading.Compilation, "step", record)
        out, err = io.BytesIO(), io.StringIO()
        settings = Options(bare=True, scripts=list(scripts), **options)
        driver = Driver(settings, out=out, err=err)
        try:
            driver.load()
            driver.execute()
        except ScriptError:
            pass
        monkeypatch.setattr(loading.Compilation, "step", step)
        return compiled, out.getvalue().decode(), err.getvalue()

    return run


def printing(text: str) -> str:
    return f'event zeek_init() {{ print "{text}"; }}\n'


def test_the_third_start_compiles_nothing(folder, run):
    (folder / "a.zeek").write_text(printing("one"))
    assert run("a.zeek") == (["a.zeek"], "one\n", "")
    assert run("a.zeek") == (["a.zeek"], "one\n", "")
    assert run("a.zeek") == ([], "one\n", "")


def test_an_edit_compiles_the_script_alone(folder, run):
    for text in ("one", "two", "three", "four"):
        (folder / "a.zeek").write_text(printing(text))
        assert run("a.zeek") == (["a.zeek"], f"{text}\n", "")


def test_library_scripts_before_an_edit_are_kept(folder, run):
    (folder / "a.zeek").write_text(printing("one"))
    run("base/utils/site", "a.zeek")
    (folder / "a.zeek").write_text(printing("two"))
    assert run("base/utils/site", "a.zeek")[:2] == (["a.zeek"], "two\n")


def test_an_edit_of_a_loaded_script_is_seen(folder, run):
    (folder / "a.zeek").write_text("@load ./b\n" + printing("a"))
    for text in ("one", "one", "one", "two"):
        (folder / "b.zeek").write_text(printing(text))
        assert run("a.zeek")[1] == f"{text}\na\n"


def test_a_script_that_appears_earlier_in_the_path_is_seen(folder, run, monkeypatch):
    first, second = folder / "first", folder / "second"
    first.mkdir()
    second.mkdir()
    monkeypatch.setenv("ZEEKPATH", f".:{first}:{second}")
    (second / "part.zeek").write_text(printing("second"))
    (folder / "a.zeek").write_text("@load part\n")
    for _ in range(3):
        assert run("a.zeek")[1] == "second\n"
    (first / "part.zeek").write_text(printing("first"))
    assert run("a.zeek")[1] == "first\n"
    (first / "part.zeek").unlink()
    assert run("a.zeek")[1] == "second\n"


def test_the_same_name_elsewhere_is_another_script(folder, run, monkeypatch):
    for name in ("here", "there"):
        (folder / name).mkdir()
        (folder / name / "a.zeek").write_text(printing(name))
        monkeypatch.chdir(folder / name)
        for _ in range(3):
            assert run("a.zeek")[1] == f"{name}\n"
    monkeypatch.chdir(folder / "here")
    assert run("a.zeek") == ([], "here\n", "")


def test_code_and_assignments_are_steps(folder, run):
    (folder / "a.zeek").write_text(
        "const n = 1 &redef;\nevent zeek_init() { print n; }\n"
    )
    for n in (1, 2, 2, 2, 3):
        given = [f"n={n}"] if n > 1 else []
        assert run("a.zeek", assignments=given)[1] == f"{n}\n"
    for code in ("print 1;", "print 2;", "print 1;", "print 1;"):
        assert run(code=[code])[1] == code[-2] + "\n"


LATE = """
global started: count = 0;
global made = vector(started, 2);
type R: record { n: count &default=|made|; };

event never(r: R) { print "never", made; }
event second(r: R) { print "second", r$n, made; }
event second(r: R) &priority=5 { disable_event_group("g"); }
event second(r: R) &group="g" &priority=-5 { print "off"; }

event zeek_init()
	{
	started = 7;
	event second(R());
	event second(R($n=9));

	if ( |made| > 2 )
		event never(R());
	}

event zeek_done() { print "done", started; }
"""


def test_bodies_are_linked_when_they_run(folder, run, monkeypatch):
    linked = []
    code = Linker.code

    def note(self, name):
        linked.append(name)
        return code(self, name)

    monkeypatch.setattr(Linker, "code", note)
    (folder / "a.zeek").write_text(LATE)
    printed = "second, 2, [0, 2]\nsecond, 9, [0, 2]\ndone, 7\n"
    for _ in range(3):
        assert run("a.zeek")[1] == printed
    assert any("never" in name for name in linked)
    for _ in range(3):
        linked.clear()
        assert run("a.zeek") == ([], printed, "")
        assert not any("never" in name for name in linked)


def test_without_the_cache_everything_is_compiled(folder, run):
    (folder / "a.zeek").write_text(printing("one"))
    for _ in range(3):
        run("a.zeek")
    cache = folder.parent / "cache"
    before = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert run("a.zeek", cache=False) == (["bare", "a.zeek"], "one\n", "")
    assert {path: path.stat().st_mtime_ns for path in cache.iterdir()} == before


def test_damaged_entries_are_made_again(folder, run):
    (folder / "a.zeek").write_text(printing("one"))
    for _ in range(3):
        run("a.zeek")
    for path in (folder.parent / "cache").glob("*.program"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert run("a.zeek") == (["bare", "a.zeek"], "one\n", "")
    assert run("a.zeek") == ([], "one\n", "")


def test_a_folder_that_cannot_be_made_is_no_error(folder, run, monkeypatch):
    (folder / "taken").write_text("a file")
    monkeypatch.setenv("PYZEEK_CACHE_DIR", str(folder / "taken"))
    assert run(code=["print 1;"]) == (["bare", "print 1;"], "1\n", "")


def test_warnings_come_each_time(folder, run):
    text = "function idle() { }\nmodule M;\nfunction idle() { }\n"
    (folder / "a.zeek").write_text(text)
    warnings = {run("a.zeek")[2] for _ in range(4)}
    assert len(warnings) == 1
    assert "does not have any callers" in warnings.pop()


def test_errors_come_each_time(folder, run):
    (folder / "a.zeek").write_text("event zeek_init() { print x; }\n")
    errors = {run("a.zeek")[2] for _ in range(4)}
    assert len(errors) == 1
    assert "unknown identifier x" in errors.pop()


def test_conditions_depend_on_the_environment(folder, run, monkeypatch):
    (folder / "a.zeek").write_text(
        f'@if ( getenv("TOUR") == "1" )\n{printing("on")}@else\n'
        f"{printing('off')}@endif\n"
    )
    for value in ("1", "0", "1", "0", "0", "1", "1"):
        monkeypatch.setenv("TOUR", value)
        assert run("a.zeek")[1] == ("on\n" if value == "1" else "off\n")


def test_python_code_is_kept_on_request(folder, run):
    (folder / "a.zeek").write_text(printing("one"))
    loader = ProgramLoader(
        Options(bare=True, scripts=["a.zeek"], dump_python=True),
        Diagnostics(io.StringIO()),
    )
    loader.load()
    assert len(loader.kept) == 1


def test_functions_that_signatures_ask_are_used(folder, run):
    (folder / "a.zeek").write_text(
        "module M;\n@load-sigs ./own\n"
        "function long(state: signature_state, data: string): bool\n"
        "\t{ return |data| > 9; }\n"
    )
    (folder / "own.sig").write_text("signature s { payload /x/ eval M::long }\n")
    assert run("a.zeek")[1:] == ("", "")
    (folder / "own.sig").write_text("signature s { payload /x/ }\n")
    assert "does not have any callers (M::long)" in run("a.zeek")[2]
