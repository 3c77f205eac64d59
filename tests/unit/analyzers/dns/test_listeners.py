"""What is looked up in the program, once."""

from __future__ import annotations

from pyzeek.analyzers.dns.listeners import listeners_of

from .conftest import Talk


def test_one_for_a_run(talk: Talk) -> None:
    assert listeners_of(talk.connection.net) is talk.analyzer.listeners


def test_settings(talk: Talk) -> None:
    listeners = talk.analyzer.listeners
    assert listeners.session_timeout == 10.0
    assert (listeners.max_queries, listeners.max_chain) == (25, 20)
    assert not listeners.skips_authority and not listeners.skips_additional
