"""What the cache stores comes back whole, or not at all."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from pyzeek import cache as module
from pyzeek.cache import SUFFIX, Cache, check_of, digest, is_bundled, step_key
from pyzeek.check.symbols import Body, Program, Symbol
from pyzeek.loader import Loaded, SourceFile
from pyzeek.typesystem.types import EnumType

KEY = "0123456789abcdef"


def source(path: Path) -> SourceFile:
    """What the loader knows of a file that it has read."""
    return SourceFile(str(path), str(path), "", path.stat().st_mtime_ns, 0, None)


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "a.zeek"
    path.write_text("print 1;")
    return path


@pytest.fixture
def loaded(script, tmp_path):
    files = {str(script): source(script)}
    return Loaded(files=files, missing={str(tmp_path / "b.zeek")})


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


@pytest.fixture
def stored(cache, loaded):
    """A cache with one entry."""
    program = Program()
    program.signatures = ["x.sig"]
    cache.write(KEY, program, loaded)
    return cache


def entry(cache: Cache) -> Path:
    return Path(cache.folder) / (KEY + SUFFIX)


def test_what_is_written_is_read(stored, script):
    state = stored.read(KEY)
    assert state.program.signatures == ["x.sig"]
    assert list(state.loaded.files) == [str(script)]


def test_no_entry_no_state(cache):
    assert cache.read(KEY) is None
    assert cache.find([KEY]) == (0, None)


def test_the_longest_prefix_is_found(cache, loaded):
    keys = ["aa", "bb", "cc"]
    for key in keys[:2]:
        cache.write(key, Program(), loaded)
    count, state = cache.find(keys)
    assert count == 2 and state is not None


# ---- stale


def test_a_changed_file_makes_it_stale(stored, script):
    script.write_text("print 22;")
    assert stored.read(KEY) is None


def test_a_file_of_another_time_makes_it_stale(stored, script):
    os.utime(script, ns=(0, 0))
    assert stored.read(KEY) is None


def test_a_file_gone_makes_it_stale(stored, script):
    script.unlink()
    assert stored.read(KEY) is None


def test_a_file_that_appears_makes_it_stale(stored, tmp_path):
    (tmp_path / "b.zeek").touch()
    assert stored.read(KEY) is None


def test_another_environment_makes_it_stale(cache, loaded, monkeypatch):
    loaded.environment = {"TOUR": None, "PLACE": "here"}
    monkeypatch.setenv("PLACE", "here")
    cache.write(KEY, Program(), loaded)
    assert cache.read(KEY)
    monkeypatch.setenv("TOUR", "")
    assert cache.read(KEY) is None
    monkeypatch.delenv("TOUR")
    monkeypatch.setenv("PLACE", "there")
    assert cache.read(KEY) is None


def test_a_file_that_changed_meanwhile_is_not_stored(cache, loaded, script):
    os.utime(script, ns=(0, 0))
    assert check_of(loaded) is None
    cache.write(KEY, Program(), loaded)
    assert cache.read(KEY) is None


def test_a_file_that_went_away_meanwhile_is_not_stored(loaded, script):
    script.unlink()
    assert check_of(loaded) is None


def test_standard_input_is_not_stored(loaded):
    loaded.files["<stdin>"] = SourceFile("<stdin>", "<stdin>", "", 0, 0, None)
    assert check_of(loaded) is None


# ---- damaged


def test_a_truncated_entry_is_not_used(stored):
    data = entry(stored).read_bytes()
    for length in {*range(0, len(data), 7), len(data) - 1}:
        entry(stored).write_bytes(data[:length])
        assert stored.read(KEY) is None


def test_an_entry_with_a_changed_byte_is_not_used(stored):
    data = entry(stored).read_bytes()
    head = len(data) - 200
    for at in range(head, len(data), 3):
        changed = bytearray(data)
        changed[at] ^= 0x41
        entry(stored).write_bytes(changed)
        assert stored.read(KEY) is None


@pytest.mark.parametrize(
    "data",
    [
        b"garbage",
        b"\x00" * 5000,
        b"\x80\x05N.",
        pickle.dumps({"some": "thing else"}),
        pickle.dumps((((), ()), 0, 0)),
        pickle.dumps((((), (), ()), 0, 0)) + b"no program",
        pickle.dumps(((("a", "b", "c"), 5, ()), 0, 0)),
    ],
)
def test_garbage_is_not_used(stored, data):
    entry(stored).write_bytes(data)
    assert stored.read(KEY) is None


def test_a_folder_in_its_place_is_not_used(stored, loaded):
    entry(stored).unlink()
    entry(stored).mkdir()
    assert stored.read(KEY) is None
    stored.write(KEY, Program(), loaded)
    assert not list(Path(stored.folder).glob("*.tmp"))


# ---- folders that cannot be written


def test_a_file_in_place_of_the_folder_is_no_error(tmp_path, loaded):
    (tmp_path / "taken").write_text("a file")
    cache = Cache(tmp_path / "taken")
    cache.write(KEY, Program(), loaded)
    assert cache.read(KEY) is None
    assert not cache.asked_again(KEY, loaded)
    assert not cache.asked_again(KEY, loaded)
    assert (tmp_path / "taken").read_text() == "a file"


def test_a_write_that_fails_leaves_nothing(cache, loaded, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    cache.write(KEY, Program(), loaded)
    assert not list(Path(cache.folder).iterdir())


# ---- many at once

WRITER = """
import sys
from pyzeek.cache import Cache
from pyzeek.check.symbols import Body, Program, Symbol
from pyzeek.loader import Loaded

cache = Cache(sys.argv[1])
program = Program()
program.signatures = [sys.argv[2] * 100_000]
for turn in range(30):
    cache.write("shared", program, Loaded())
    state = cache.read("shared")
    assert state is not None, "an entry was lost"
    assert len(set(state.program.signatures[0])) == 1, "entries were mixed"
    cache.write(sys.argv[2] + str(turn), program, Loaded())
"""


def test_several_writers_do_not_disturb_each_other(tmp_path):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), letter],
            stderr=subprocess.PIPE,
        )
        for letter in "abcd"
    ]
    for writer in writers:
        _, err = writer.communicate(timeout=60)
        assert (writer.returncode, err) == (0, b"")
    assert not list(tmp_path.glob("*.tmp"))


# ---- what stays


def test_entries_used_longest_ago_go_first(cache, loaded, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 3)
    for number in range(5):
        cache.write(f"k{number}", Program(), loaded)
        os.utime(Path(cache.folder) / f"k{number}{SUFFIX}", (number, number))
        if number == 3:
            assert cache.read("k1")
    kept = {path.stem for path in Path(cache.folder).glob("*" + SUFFIX)}
    assert kept == {"k1", "k3", "k4"}


def test_it_remembers_what_was_asked_for(cache, loaded):
    assert not cache.asked_again(KEY, loaded)
    assert cache.asked_again(KEY, loaded)
    assert not cache.asked_again("another", loaded)


def test_what_was_edited_is_not_asked_for_again(cache, loaded, script):
    assert not cache.asked_again(KEY, loaded)
    loaded.files[str(script)] = source(script)._replace(digest="edited")
    assert not cache.asked_again(KEY, loaded)
    assert cache.asked_again(KEY, loaded)


# ---- what runs ask for is read first


def large(n: int) -> Program:
    """A program of `n` symbols that share a type."""
    program = Program()
    kind = EnumType("E")
    for i in range(n):
        program.symbols[f"s{i}"] = Symbol(f"s{i}", "option", kind)
    program.symbols["e"] = Symbol("e", "event", kind, bodies=(Body("x"),))
    return program


def learned(cache: Cache, loaded: Loaded, *names: str) -> Program:
    """A stored program whose last run asked for some names."""
    cache.write(KEY, large(5), loaded)
    program = cache.read(KEY).program
    program.note()
    for name in names:
        program.symbols.get(name)
    cache.learn(KEY, program.asked(), program)
    return cache.read(KEY).program


def test_what_was_asked_for_is_read_first(cache, loaded):
    program = learned(cache, loaded, "s1", "nothing")
    assert program.symbols["s1"].name == "s1"
    assert "nothing" not in program.symbols
    assert program.asked() is None
    assert program.names_of("event") == ["e"]
    assert program.names_of("option") == [f"s{i}" for i in range(5)]
    assert program.symbols.fetch is not None


def test_the_rest_is_read_when_needed(cache, loaded):
    program = learned(cache, loaded, "s1")
    first = program.symbols["s1"]
    assert program.symbols["s3"].type is first.type
    assert program.symbols["s1"] is first
    assert len(program.symbols) == 6
    cache.learn(KEY, program.asked(), program)
    again = cache.read(KEY).program
    assert {"s1", "s3"} <= set(again.symbols.wanted())
    again.symbols.get("s1"), again.symbols.get("s3")
    assert again.symbols.fetch is not None
    assert list(again.loaded) == list(program.loaded)


def test_all_of_a_table_is_no_news(cache, loaded):
    program = learned(cache, loaded, "s1")
    assert len(program.symbols.values()) == 6
    assert program.asked() is None


def test_a_damaged_entry_learns_nothing(stored):
    entry(stored).write_bytes(b"damaged")
    stored.learn(KEY, {}, Program())
    assert entry(stored).read_bytes() == b"damaged"


# ---- keys


def test_keys_tell_runs_apart(cache, monkeypatch):
    keys = {cache.base_key(bare=True), cache.base_key(bare=False)}
    for name, value in (("ZEEKPATH", "/a"), ("ZEEK_PREFIXES", "local")):
        monkeypatch.setenv(name, value)
        keys.add(cache.base_key(bare=True))
    assert len(keys) == 4


def test_another_engine_has_other_keys(cache, monkeypatch):
    before = cache.base_key(bare=True)
    monkeypatch.setattr(module, "engine_print", lambda: "changed")
    assert cache.base_key(bare=True) != before


def test_steps_have_keys_of_their_own():
    assert step_key("a", "bc") != step_key("ab", "c")
    assert digest(("a\udcff",)) != digest(("a",))


def test_bundled_scripts_are_known(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert is_bundled("base/utils/site")
    assert not is_bundled("nowhere")
    (tmp_path / "own.zeek").touch()
    assert not is_bundled("own.zeek")
