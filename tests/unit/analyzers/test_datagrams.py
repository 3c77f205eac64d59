"""What analyzers of datagrams have in common."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyzeek.analyzers import ANALYZERS, ParseError
from pyzeek.analyzers.datagrams import DatagramAnalyzer, SessionAnalyzer

from .notes import Connection, Runtime

NAMES = ("NTP", "SNMP")


class Picky(DatagramAnalyzer):
    """Takes what begins with a yes."""

    def message(self, data: bytes, is_orig: bool) -> None:
        if data != b"yes":
            raise ParseError("no")
        self.connection.confirm(self)


def test_an_error_ends_one_message() -> None:
    connection = Connection(Runtime(None))
    analyzer = Picky(connection)  # type: ignore[arg-type]
    for data in (b"yes", b"maybe", b"yes"):
        analyzer.deliver(data, True)
    assert (connection.confirmed, connection.violations) == (2, ["no"])


def test_the_end_of_a_session() -> None:
    connection = Connection(Runtime(None))
    SessionAnalyzer(connection).finish()  # type: ignore[arg-type]
    assert connection.rt.raised == [("udp_session_done", "c")]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(st.lists(st.tuples(st.binary(max_size=120), st.booleans()), max_size=4))
def test_any_bytes(name: str, messages: list[tuple[bytes, bool]]) -> None:
    connection = Connection(Runtime(None))
    analyzer = ANALYZERS[name].load()(connection)  # type: ignore[arg-type]
    for data, is_orig in messages:
        analyzer.deliver(data, is_orig)
    analyzer.finish()
