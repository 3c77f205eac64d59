"""Analyzers on connections to come."""

from __future__ import annotations

import pytest

from pyzeek.analyzers.expected import Expected
from pyzeek.values.addr import Addr
from pyzeek.values.port import Port

ORIG, RESP, PORT = Addr.parse("10.0.0.1"), Addr.parse("10.0.0.2"), Port.tcp(20)


def expected(orig=ORIG, name="FTP_DATA", now=100.0, until=105.0):
    made = Expected()
    made.add(orig, RESP, PORT, name=name, now=now, until=until)
    return made


def test_a_certain_originator():
    found = expected()
    assert found.find(ORIG, RESP, PORT, now=101.0) == {"FTP_DATA"}
    assert found.find(RESP, ORIG, PORT, now=101.0) == set()
    assert found.find(ORIG, RESP, Port.udp(20), now=101.0) == set()


@pytest.mark.parametrize("anybody", ["0.0.0.0", "::"])
def test_any_originator_until_it_is_too_late(anybody):
    found = expected(Addr.parse(anybody))
    assert found.find(ORIG, RESP, PORT, now=104.9) == {"FTP_DATA"}
    assert found.find(ORIG, RESP, PORT, now=105.0) == set()


def test_old_ones_are_forgotten_when_one_is_added():
    found = expected()
    assert found.find(ORIG, RESP, PORT, now=200.0) == {"FTP_DATA"}
    found.add(ORIG, RESP, Port.tcp(21), name="FTP", now=200.0, until=300.0)
    assert found.find(ORIG, RESP, PORT, now=200.0) == set()


def test_again_means_longer():
    found = expected(Addr.parse("::"))
    found.add(Addr.parse("::"), RESP, PORT, name="FTP_DATA", now=101.0, until=110.0)
    assert found.find(ORIG, RESP, PORT, now=109.0) == {"FTP_DATA"}
