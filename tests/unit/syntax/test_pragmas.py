"""The stack of pragmas."""

from __future__ import annotations

import io

import pytest

from pyzeek.diagnostics import Diagnostics, Location, ScriptError
from pyzeek.syntax.pragmas import Pragmas


@pytest.fixture
def diagnostics():
    return Diagnostics(stream=io.StringIO())


@pytest.fixture
def pragmas(diagnostics):
    pragmas = Pragmas(diagnostics)
    pragmas.begin_file()
    return pragmas


def line(number):
    return Location("f", number, number)


def test_quiet_lines(pragmas):
    pragmas.take("push ignore-deprecations", line(2))
    assert pragmas.quiet
    pragmas.take("pop ignore-deprecations", line(5))
    assert not pragmas.quiet
    pragmas.take("push ignore-deprecations", line(7))
    pragmas.take("pop", line(8))
    assert pragmas.end_file(line(9)) == [(2, 5), (7, 8)]


def test_a_loaded_file_is_quiet_too(pragmas):
    pragmas.take("push ignore-deprecations", line(2))
    pragmas.begin_file()
    assert pragmas.quiet
    assert pragmas.end_file(line(10)) == [(1, 10)]
    pragmas.take("pop", line(4))
    assert pragmas.end_file(line(9)) == [(2, 4)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "@pragma without value"),
        ("push", "@pragma push without value"),
        ("pop", "@pragma pop without active pragma"),
    ],
)
def test_fatal(pragmas, diagnostics, text, message):
    with pytest.raises(ScriptError):
        pragmas.take(text, line(1))
    assert diagnostics.seen[-1].text == f"fatal error in f, line 1: {message}"


def test_unbalanced(pragmas, diagnostics):
    pragmas.take("push ignore-deprecations", line(1))
    with pytest.raises(ScriptError):
        pragmas.end_file(line(3))
    assert "unbalanced @pragma push pop in file" in diagnostics.seen[-1].text


def test_unknown_pragmas(pragmas, diagnostics):
    pragmas.take("other", line(1))
    pragmas.take("push other", line(2))
    pragmas.take("pop another", line(3))
    assert [message.text for message in diagnostics.seen] == [
        "warning in f, line 1: Ignoring unknown pragma: 'other'",
        "warning in f, line 2: pushing unknown @pragma value 'other'",
        "error in f, line 3: @pragma pop with unexpected 'another', expected 'other'",
    ]
