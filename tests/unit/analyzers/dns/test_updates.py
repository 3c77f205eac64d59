"""Dynamic updates."""

from __future__ import annotations

import pytest

from .conftest import UPDATE, Talk, message, question, record

ZONE = question("zone", 6)
NONE, ANY = 254, 255


def heard(talk: Talk, prerequisites: list[bytes], updates: list[bytes]) -> list[str]:
    data = message([ZONE], prerequisites, updates, flags=UPDATE, end=b"end")
    events = talk.events(data, True)
    assert events[0] == "dns_message" and events[-1] == "dns_end"
    return events[1:-1]


def test_the_zone(talk: Talk) -> None:
    found = talk.hear(message([ZONE], flags=UPDATE), True)
    assert found[1][0] == "dns_dynamic_update" and found[1][2:] == (b"zone", 1)
    assert talk.connection.confirmed == 1


def test_odd_zones(talk: Talk) -> None:
    no_end = message([question("zone", 1)], flags=UPDATE)
    assert talk.events(no_end, True) == ["dns_message"]
    two = message([ZONE, ZONE], flags=UPDATE)
    assert talk.events(two, True) == ["dns_message", "dns_end"]
    assert talk.events(message([b"\1"], flags=UPDATE), True)[-1] == "dns_end"
    assert talk.weirds[:2] == [
        "DNS_DU_incorrect_zone_type",
        "DNS_DU_invalid_zone_count 2",
    ]


@pytest.mark.parametrize(
    "prerequisite, weird",
    [
        (record(1, b"", cls=ANY, ttl=0), None),
        (record(255, b"", cls=NONE, ttl=0), None),
        (record(1, b"", cls=1, ttl=0), None),
        (record(1, b"", cls=3, ttl=0), "DNS_dynamic_update_invalid_prereq"),
        (record(1, b"", ttl=5), "DNS_dynamic_update_prereq_nonzero_ttl 5"),
        (record(1, b"", ttl=0xFFFFFFFF), "DNS_dynamic_update_prereq_nonzero_ttl -1"),
    ],
)
def test_prerequisites(talk: Talk, prerequisite: bytes, weird: str | None) -> None:
    events = heard(talk, [prerequisite], [])
    told = ["dns_dynamic_update_pre"] if weird is None else []
    assert events == [*told, "dns_dynamic_update"]
    assert talk.weirds == ([] if weird is None else [weird])


@pytest.mark.parametrize(
    "update, told, weird",
    [
        (record(1, bytes(4)), ["dns_A_reply"], None),
        (record(1, bytes(4), cls=NONE, ttl=0), ["dns_A_reply"], None),
        (record(1, b"", cls=ANY, ttl=0), ["dns_dynamic_update_del"], None),
        (record(1, b"", cls=1), [], None),
        (record(1, b"", cls=ANY), [], "DNS_dynamic_update_invalid_update"),
        (record(1, b"", cls=NONE), [], "DNS_dynamic_update_invalid_update"),
    ],
)
def test_updates(talk: Talk, update: bytes, told: list[str], weird: str | None) -> None:
    assert heard(talk, [], [update]) == [*told, "dns_dynamic_update"]
    assert talk.weirds == ([] if weird is None else [weird])


def test_netbios_registers_with_the_same_number() -> None:
    talk = Talk(port=137)
    assert talk.events(message([question()], flags=UPDATE), True) == [
        "dns_message",
        "dns_request",
        "dns_end",
    ]
