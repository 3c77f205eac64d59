"""Locations made of tokens and nodes."""

from __future__ import annotations

from pyzeek.diagnostics import Location
from pyzeek.syntax.nodes import Name
from pyzeek.syntax.places import Places


def place(line, end_line, column, end_column):
    return Location("f", line, end_line, column, end_column)


def token(line, column, end):
    return ("ID", "x" * (end - column), line, column, end)


PLACES = Places()
PLACES.file = "f"
ONE_LINE = Name("a", loc=place(2, 2, 3, 7))
TWO_LINES = Name("b", loc=place(3, 4, 5, 9))


def test_tokens():
    assert PLACES.at(token(1, 2, 4)) == place(1, 1, 2, 4)
    assert PLACES.tokens(token(1, 2, 4), token(3, 0, 1)) == place(1, 3, 2, 1)


def test_nodes_and_tokens():
    assert PLACES.from_token(token(1, 2, 4), TWO_LINES) == place(1, 4, 2, 9)
    assert PLACES.to_token(ONE_LINE, token(5, 0, 1)) == place(2, 5, 3, 1)
    assert PLACES.nodes(ONE_LINE, TWO_LINES) == place(2, 4, 3, 9)


def test_the_last_line_of_the_left_part_counts():
    assert PLACES.nodes(TWO_LINES, ONE_LINE).line == 4
    assert PLACES.to_token(TWO_LINES, token(5, 0, 1)) == place(4, 5, 8, 1)
