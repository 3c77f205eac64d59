"""The state of conditional text."""

from __future__ import annotations

from pyzeek.syntax.conditions import Conditions


def test_text_is_left_out_until_else():
    conditions = Conditions()
    conditions.begin_file()
    conditions.begin(False)
    assert conditions.skipping
    assert conditions.otherwise() == ""
    assert not conditions.skipping
    assert conditions.end() == ""
    assert conditions.end_file()


def test_else_leaves_text_out():
    conditions = Conditions()
    conditions.begin(True)
    conditions.otherwise()
    assert conditions.skipping
    conditions.end()
    assert not conditions.skipping


def test_conditions_in_text_that_is_left_out():
    conditions = Conditions()
    conditions.begin(False)
    conditions.depth += 1
    conditions.otherwise()
    assert conditions.skipping
    conditions.end()
    assert conditions.skipping
    conditions.end()
    assert not conditions.skipping


def test_messages():
    conditions = Conditions()
    assert conditions.otherwise() == "@else without @if..."
    assert Conditions().end() == "unbalanced @if... @endif"


def test_an_open_condition_at_the_end_of_a_file():
    conditions = Conditions()
    conditions.begin(True)
    conditions.begin_file()
    assert conditions.end_file()
    conditions.begin_file()
    conditions.begin(True)
    assert not conditions.end_file()
