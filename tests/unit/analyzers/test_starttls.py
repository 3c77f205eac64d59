"""Ways to TLS, taken apart by patterns."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pyzeek.analyzers.contract import ParseError
from pyzeek.analyzers.starttls import StartTLSAnalyzer, Tokens

from .notes import Connection, Runtime


class Plain(StartTLSAnalyzer):
    """Begins TLS at a question mark."""

    name = "PLAIN"

    def read(self, tokens: Tokens, is_orig: bool) -> None:
        while tokens:
            if tokens.take(re.compile(rb"[a?]")) == b"?":
                self.begin_tls("imap_starttls")


class Child:
    """Keeps what it gets."""

    removed = False

    def __init__(self) -> None:
        self.got: list[Any] = []

    def gap(self, length: int, is_orig: bool) -> None:
        self.got.append(length)

    def end_of_data(self, is_orig: bool) -> None:
        self.got.append(is_orig)

    def finish(self) -> None:
        self.got.append("end")


def plain() -> Plain:
    return Plain(Connection(Runtime(None)))  # type: ignore[arg-type]


def test_tls_begins_with_the_next_piece() -> None:
    analyzer = plain()
    analyzer.deliver(b"aa?a", True)
    connection: Any = analyzer.connection
    assert connection.rt.raised == [("imap_starttls", "c")]
    analyzer.deliver(b"not text", True)
    assert connection.violations == []


def test_the_child_hears_of_everything() -> None:
    analyzer = plain()
    child = Child()
    analyzer._child = child  # type: ignore[assignment]
    analyzer.gap(5, True)
    analyzer.end_of_data(False)
    analyzer.finish()
    assert child.got == [5, False, "end"]


def test_something_else() -> None:
    analyzer = plain()
    analyzer.deliver(b"ab", True)
    connection: Any = analyzer.connection
    (reason,) = connection.violations
    assert 'actual data: "b"' in reason
    analyzer.gap(1, True)
    analyzer.deliver(b"b", True)
    assert len(connection.violations) == 1


def test_tokens() -> None:
    tokens = Tokens(b"ab")
    assert tokens.take(re.compile(b"a*")) == b"a" and tokens
    with pytest.raises(ParseError):
        tokens.take(re.compile(b"c"))
