"""Which rules match the two directions of a connection, and in which order."""

from __future__ import annotations

import pytest

from pyzeek.signatures.matcher import Matcher, Side
from pyzeek.signatures.reading import read_rules
from pyzeek.signatures.rules import PAYLOAD


class Talk:
    """A connection on which only words are said."""

    def __init__(self, text, answers=()):
        self.told = []
        self.answers = dict(answers)
        self.matcher = Matcher(read_rules(text, "t.sig"))
        self.sides = {}
        for is_orig in (True, False):
            side = self.sides[is_orig] = Side(self.matcher, self, is_orig, None)
            side.begin(self.sides.get(not is_orig))

    def say(self, data, is_orig=True, **how):
        self.sides[is_orig].feed(PAYLOAD, data, **how)

    def finish(self):
        for side in self.sides.values():
            side.finish()

    def in_state(self, state, is_orig):
        return "established" not in state.words or self.answers["established"]

    def has_same_ip(self):
        return False

    def evaluate(self, name, side, rule, data):
        return self.answers[name]

    def act(self, action, side, rule, match):
        self.told.append((rule.name, side.is_orig, match.data, match.end))

    @property
    def names(self):
        return [name for name, *_ in self.told]


def sig(name, *conditions):
    return f'signature {name} {{ {" ".join(conditions)} event "{name}" }}\n'


def test_in_the_order_of_the_file():
    talk = Talk(sig("a", "payload /x/") + sig("b", "payload /xy/"))
    talk.say(b"xyz")
    assert talk.told == [("a", True, b"xyz", 1), ("b", True, b"xyz", 2)]
    talk.say(b"xyz")
    assert len(talk.told) == 2


def test_once_for_both_directions():
    talk = Talk(sig("a", "payload /x/"))
    talk.say(b"x")
    talk.say(b"x", False)
    assert talk.told == [("a", True, b"x", 1)]


def test_all_patterns_must_match():
    talk = Talk(sig("a", "payload /x/", "payload /.*y/"))
    talk.say(b"x.")
    assert talk.told == []
    talk.say(b".y")
    assert talk.told == [("a", True, b".y", 2)]


def test_without_patterns_the_newest_comes_first():
    talk = Talk(sig("a") + sig("b"))
    assert talk.names == ["b", "a"]


@pytest.mark.parametrize(("depth", "found"), [("[0:2]", False), ("[0:3]", True)])
def test_depth(depth, found):
    talk = Talk(sig("a", f"payload {depth} /.*x/"))
    talk.say(b"..x")
    assert bool(talk.told) is found


def test_what_needs_nothing_waits_for_another():
    talk = Talk(sig("a", "payload /.*/") + sig("b", "payload /.*x/"))
    talk.say(b"..")
    assert talk.told == []
    talk.say(b".x")
    assert talk.names == ["a", "b"]


def test_the_begin_alone():
    assert Talk(sig("a", "payload /^/")).names == ["a"]
    assert Talk(sig("a", "payload /^.*/")).names == ["a"]


def test_required_signatures():
    talk = Talk(
        sig("late", "payload /x/", "requires-signature first")
        + sig("pure", "requires-signature first")
        + sig("back", "payload /r/", "requires-reverse-signature first")
        + sig("first", "payload /.*y/")
    )
    talk.say(b"r", False)
    talk.say(b"x")
    assert talk.told == []
    talk.say(b"y")
    assert talk.told == [
        ("first", True, b"y", 1),
        ("late", True, b"x", 1),
        ("pure", True, b"", 0),
        ("back", False, b"r", 1),
    ]


def test_signatures_that_must_not_match_are_judged_at_the_end():
    text = sig("a", "payload /x/", "requires-signature !b") + sig("b", "payload /.*y/")
    talk = Talk(text)
    talk.say(b"x")
    assert talk.told == []
    talk.finish()
    assert talk.names == ["a"]
    other = Talk(text)
    other.say(b"xy")
    other.finish()
    assert other.names == ["b"]


def test_states_and_functions():
    text = sig("a", "payload /x/", "tcp-state established") + sig("b", "eval f")
    talk = Talk(text, {"established": False, "f": False})
    talk.say(b"x")
    assert talk.told == []
    talk.answers = {"established": True, "f": True}
    talk.finish()
    assert talk.told == [
        ("b", True, b"", 0),
        ("a", True, b"x", 1),
    ]


def test_payload_size():
    talk = Talk(sig("a", "payload-size > 2") + sig("b", "ip-options rr"))
    talk.say(b"")
    talk.say(b"xyz")
    talk.say(b"x")
    talk.finish()
    assert talk.names == ["a"]


def test_the_end_of_data():
    talk = Talk(sig("a", "payload /x$/"))
    talk.say(b"x")
    assert talk.told == []
    talk.finish()
    assert talk.told == [("a", True, b"", 0)]
