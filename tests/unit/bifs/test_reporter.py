"""Messages from scripts."""

from types import SimpleNamespace

import pytest


@pytest.mark.parametrize("level", ["info", "warning", "error", "fatal"])
def test_levels(rt, level: str) -> None:
    assert rt.call(f"Reporter::{level}", b"text")
    assert rt.said == [(level, "text")]


def test_weirds(rt) -> None:
    queued = []

    class Handler:
        queue = staticmethod(lambda *a: queued.append(a))

    rt.event = lambda name: Handler
    assert rt.call("Reporter::net_weird", b"odd") and rt.said == [("weird", "odd")]
    conn = SimpleNamespace(id="id", uid=b"C1")
    assert rt.call("Reporter::conn_weird", b"odd", conn, b"x")
    assert rt.call("Reporter::flow_weird", b"odd", "a", "b")
    assert rt.call("Reporter::file_weird", b"odd", "f")
    assert queued[0] == (b"odd", "id", b"C1", b"x", b"") and len(queued) == 3


def test_sampling_settings(rt) -> None:
    rt.values["Weird::sampling_rate"] = 1000
    assert rt.call("Reporter::get_weird_sampling_rate") == 1000
    assert rt.call("Reporter::set_weird_sampling_rate", 5)
    assert rt.call("Reporter::get_weird_sampling_rate") == 5
    assert rt.call("Reporter::fatal_error_with_core", b"x") and rt.said
