"""What is looked up in the program, once."""

from __future__ import annotations

from pyzeek.analyzers.dns.listeners import listeners_of

from .conftest import Talk


def test_one_for_a_run(talk: Talk) -> None:
    assert listeners_of(talk.connection.net) is talk.analyzer.listeners


def test_each_name_is_looked_up_once(talk: Talk) -> None:
    listeners = talk.analyzer.listeners
    assert listeners.event("dns_end") is listeners.event("dns_end")
    assert listeners.record("dns_soa") is listeners.record("dns_soa")
