"""Options and their change handlers."""

from types import SimpleNamespace

import pytest

from pyzeek.typesystem.types import (
    COUNT,
    STRING,
    VOID,
    Field,
    FuncType,
    RecordType,
    TableType,
    VectorType,
)
from pyzeek.values.function import FuncInfo
from pyzeek.values.integer import IntVal
from pyzeek.values.table import Set
from pyzeek.values.vector import Vector

WORDS = TableType((STRING,), None)
COUNTS = VectorType(COUNT)


@pytest.fixture
def options(rt):
    symbols = {
        "n": SimpleNamespace(name="n", kind="option", type=COUNT),
        "words": SimpleNamespace(name="words", kind="option", type=WORDS),
        "konst": SimpleNamespace(name="konst", kind="const", type=COUNT),
        "list": SimpleNamespace(name="list", kind="option", type=COUNTS),
    }
    rt.values.update(n=1, words=Set([b"x"], WORDS), konst=5, list=Vector([1], COUNTS))
    rt.names.symbol = symbols.get
    rt.names.set_value = rt.values.__setitem__
    return rt.values


def handler(function, *types, result=COUNT, flavor="function"):
    fields = [Field(f"p{i}", t) for i, t in enumerate(types)]
    kind = FuncType(flavor, RecordType("", fields), result)
    function.__zeek__ = FuncInfo("h", kind)
    return function


def test_setting(rt, options) -> None:
    assert rt.call("Option::set", b"n", 5) and options["n"] == 5
    words = Set([b"y"], WORDS)
    assert rt.call("Option::set", b"words", words) and options["words"] == words
    assert options["words"] is not words
    assert rt.call("Option::set", b"words", Set()) and options["words"].type is WORDS
    empty = Vector((), VectorType(VOID))
    assert rt.call("Option::set", b"list", empty) and options["list"].type is COUNTS
    assert not rt.said


WRONG = [
    (b"n", b"s", "got 'string', need 'count'"),
    (b"n", IntVal(-1), "got 'int', need 'count'"),
    (b"nope", 5, "Could not find ID named 'nope'"),
    (b"konst", 6, "ID 'konst' is not an option"),
]


@pytest.mark.parametrize("name, value, message", WRONG)
def test_what_cannot_be_set(rt, options, name, value, message) -> None:
    assert not rt.call("Option::set", name, value)
    assert rt.said[0][1].endswith(message)


def test_handlers_change_the_value_in_order(rt, options) -> None:
    calls = []

    def first(name, value):
        calls.append(("first", value))
        return value + 1

    def second(name, value, location):
        calls.append((location, value))
        return value * 2

    add = "Option::set_change_handler"
    assert rt.call(add, b"n", handler(second, STRING, COUNT, STRING))
    assert rt.call(add, b"n", handler(first, STRING, COUNT), 10)
    assert rt.call("Option::set", b"n", 5, b"here")
    assert calls == [("first", 5), (b"here", 6)] and options["n"] == 12
    rt.terminating = True
    assert not rt.call("Option::set", b"n", 6)


def test_a_handler_without_a_value_stops(rt, options) -> None:
    nothing = handler(lambda name, value: None, STRING, COUNT)
    assert rt.call("Option::set_change_handler", b"n", nothing)
    assert not rt.call("Option::set", b"n", 5) and options["n"] == 1


def none(*args):
    return None


BAD = [
    (lambda: 5, "needs function argument; got 'count'"),
    (lambda: handler(none, STRING, COUNT, flavor="hook"), "not hook or event"),
    (lambda: handler(none, STRING), "expected 2 or 3, got 1"),
    (lambda: handler(none, COUNT, COUNT), "First argument"),
    (lambda: handler(none, STRING, STRING), "Second argument"),
    (lambda: handler(none, STRING, COUNT, COUNT), "Third argument"),
    (lambda: handler(none, STRING, COUNT, result=STRING), "needs to return type"),
]


@pytest.mark.parametrize("make, message", BAD)
def test_wrong_handlers(rt, options, make, message) -> None:
    assert not rt.call("Option::set_change_handler", b"n", make())
    assert message in rt.said[0][1]
    assert not rt.call("Option::set_change_handler", b"nope", make())


def test_sets_as_vectors(rt) -> None:
    assert rt.call("Option::any_set_to_any_vec", Set([1, 2])) == [1, 2]
    assert rt.call("Option::any_set_to_any_vec", 5) == [] and len(rt.said) == 1
