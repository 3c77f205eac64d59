"""Where nodes lie: locations from the tokens and nodes that they are made of.

Messages of Zeek name the lines of an expression by its outermost parts: of a left
operand that spans lines, the last line counts. `Places.nodes` and `Places.to_token`
do the same, so that a chain of operators over several lines is reported alike.
"""

from __future__ import annotations

from ..diagnostics import Location
from . import nodes
from .lexer import Token

_new = tuple.__new__


class Places:
    """Makes locations in the file that is being read."""

    file = ""

    def at(self, token: Token) -> Location:
        """The place of one token."""
        return _new(Location, (self.file, token[2], token[2], token[3], token[4]))

    def tokens(self, first: Token, last: Token) -> Location:
        """From a token to a token."""
        return _new(Location, (self.file, first[2], last[2], first[3], last[4]))

    def from_token(self, first: Token, last: nodes.Node) -> Location:
        """From a token to a node."""
        end = last.loc
        return _new(Location, (self.file, first[2], end[2], first[3], end[4]))

    def to_token(self, first: nodes.Node, last: Token) -> Location:
        """From a node to a token."""
        start = first.loc
        column = start[3] if start[1] == start[2] else max(0, start[4] - 1)
        return _new(Location, (self.file, start[2], last[2], column, last[4]))

    def nodes(self, first: nodes.Node, last: nodes.Node) -> Location:
        """From a node to a node."""
        start, end = first.loc, last.loc
        column = start[3] if start[1] == start[2] else max(0, start[4] - 1)
        return _new(Location, (self.file, start[2], end[2], column, end[4]))
