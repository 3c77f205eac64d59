"""The stack machine: order of building, ends, and what was expected."""

from __future__ import annotations

import pytest

from pyzeek.syntax import tables
from pyzeek.syntax.machine import DEEPEST, Machine, TooDeep, Unexpected
from pyzeek.syntax.parse import lexer


class Recorder:
    """Notes which methods are called, and returns the text of all parts."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __getattr__(self, name):
        def build(*parts):
            self.calls.append(name)
            return name

        return build


@pytest.fixture
def recorder():
    return Recorder()


def machine(recorder, start="zeek"):
    return Machine(tables.load(), recorder, start)


def tokens(text):
    return lexer(text).batch()


def test_a_declaration_is_built_without_a_look_ahead(recorder):
    running = machine(recorder)
    running.feed(tokens("global x = 1;"))
    assert recorder.calls[-2:] == ["global_decl", "declare"]


def test_finish(recorder):
    running = machine(recorder, "expr")
    running.feed(tokens("1 + 2"))
    assert running.finish() == "binary"


def test_finish_too_early(recorder):
    running = machine(recorder, "expr")
    running.feed(tokens("1 +"))
    with pytest.raises(Unexpected):
        running.finish()


def test_flush_completes_statements(recorder):
    running = machine(recorder)
    running.feed(tokens("if ( x ) y();"))
    assert "global_stmt" not in recorder.calls
    assert running.flush()
    assert recorder.calls[-1] == "global_stmt"
    running.feed(tokens("z();"))
    assert running.flush()


def test_flush_tells_of_open_declarations(recorder):
    running = machine(recorder)
    running.feed(tokens("export { global x = 1;"))
    assert not running.flush()


def test_expected(recorder):
    running = machine(recorder)
    running.feed(tokens("global x"))
    expected = running.expected()
    assert {";", ":", "=", "+=", "&redef"} <= expected
    assert "}" not in expected


def test_unexpected_token(recorder):
    running = machine(recorder)
    with pytest.raises(Unexpected) as caught:
        running.feed(tokens("global x = = 1;"))
    assert caught.value.token[1:4] == ("=", 1, 11)


def test_depth_is_limited(recorder):
    with pytest.raises(TooDeep):
        machine(recorder).feed(tokens("global x = " + "(" * DEEPEST))
