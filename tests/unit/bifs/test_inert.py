"""What does nothing offline."""

import pytest

from pyzeek.bifs.inert import QUIET, RECORDS, TOLD


@pytest.mark.parametrize("name", QUIET)
def test_quiet_ones(rt, name: str) -> None:
    assert rt.call(name, 1, 2) == QUIET[name] and not rt.said


@pytest.mark.parametrize("name", TOLD)
def test_told_ones_say_it_once(rt, name: str) -> None:
    assert rt.call(name, 1) == TOLD[name] == rt.call(name, 2)
    assert len(rt.said) == 1


def test_others(rt) -> None:
    assert rt.call("lookup_location", None) and rt.call(
        "lookup_autonomous_system", None
    )
    for name in ("Broker::__peers", "Broker::__peering_stats", "Pcap::findalldevs"):
        assert not rt.call(name)
    assert (
        not rt.call("get_plugin_components", b"X")
        and rt.call("get_login_state", 1) == 0
    )
    assert not rt.call("set_login_state", 1, 2)
    assert rt.call("table_pattern_matcher_stats", None).values[0] == 1


@pytest.mark.parametrize("record", RECORDS)
def test_empty_records(rt, record: str) -> None:
    made = [rt.call(name, 1) for name in RECORDS[record]]
    assert len(made) == len(RECORDS[record]) == len(rt.said)
