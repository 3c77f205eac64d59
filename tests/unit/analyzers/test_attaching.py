"""What a connection begins with."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.contract import Analyzer
from pyzeek.analyzers.expected import Expected
from pyzeek.analyzers.registry import ANALYZERS
from pyzeek.values.addr import Addr
from pyzeek.values.port import Port


class Reader(Analyzer):
    name = "READER"
    EVENTS = ("read",)


class Spec:
    def load(self):
        return Reader


@pytest.fixture
def lab(make_lab, monkeypatch):
    monkeypatch.setitem(ANALYZERS, "READER", Spec())

    def make(*wanted, **services):
        lab = make_lab(set(wanted), services=services)
        lab.rt.analyzer_ports[Port.tcp(80)] = {"OTHER", "READER"}
        return lab

    return make


def attached(lab):
    return [(type(a), a.aid) for a in lab.conn.analyzers]


def test_by_port(lab):
    found = lab("read")
    found.handshake()
    # the connection itself, what looks for others, OTHER, READER
    assert attached(found) == [(Reader, 4)]
    assert found.net.last_aid == 5


def test_what_nobody_needs_has_a_number(lab):
    found = lab()
    found.handshake()
    assert attached(found) == []
    assert found.net.last_aid == 5


def test_switched_off(lab):
    found = lab("read", disabled_analyzers={"Analyzer::ANALYZER_READER"})
    found.handshake()
    assert attached(found) == []
    assert found.net.analyzer("READER") is None
    found.rt.services["disabled_analyzers"].clear()
    found.net.attaching.changed()
    assert found.net.attaching.for_port(Port.tcp(80))[1].cls is Reader


def test_ports_registered_later(lab):
    found = lab("read")
    assert found.net.attaching.for_port(Port.tcp(81)) == ()
    found.rt.analyzer_ports[Port.tcp(81)] = {"READER"}
    found.net.attaching.changed()
    assert len(found.net.attaching.for_port(Port.tcp(81))) == 1


def test_expected_ones_come_instead(lab, wire):
    expected = Expected()
    ends = Addr.v4(wire.CLIENT), Addr.v4(wire.SERVER), Port.tcp(80)
    expected.add(*ends, name="READER", now=1000.0, until=1005.0)
    found = lab("read", "scheduled_analyzer_applied", expected_analyzers=expected)
    found.handshake()
    assert attached(found) == [(Reader, 3)]
    assert "scheduled_analyzer_applied" in found.names


def test_the_same_count_for_those_that_wait(lab):
    found = lab("read")
    assert found.net.attaching.count(Port.tcp(80), 6) == 5
    assert found.net.attaching.count(0, 1) == 2
