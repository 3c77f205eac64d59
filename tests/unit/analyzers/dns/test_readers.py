"""The table of readers."""

from __future__ import annotations

from pyzeek.analyzers.dns.readers import READERS

from .conftest import Talk, message, record


def test_each_has_its_own() -> None:
    assert len(set(READERS.values())) == len(READERS)


def test_unknown_types_are_passed_over(talk: Talk) -> None:
    events = talk.events(message([], [record(39, b"xyz"), record(1, bytes(4))]))
    assert events[1:-1] == ["dns_unknown_reply", "dns_A_reply"]
    assert talk.weirds == ["DNS_RR_unknown_type 39"]
