"""Connections by their id."""

from types import SimpleNamespace

import pytest

from pyzeek.packets.flows import flow_key
from pyzeek.values.addr import Addr
from pyzeek.values.port import Port


@pytest.fixture
def cid():
    return SimpleNamespace(
        orig_h=Addr.parse("1.1.1.1"),
        orig_p=Port.tcp(1000),
        resp_h=Addr.parse("2.2.2.2"),
        resp_p=Port.tcp(80),
        proto=6,
    )


class Connection:
    inactivity = 5.0
    skipping = False
    orig = SimpleNamespace(last_seq=7)
    resp = SimpleNamespace()

    def __init__(self) -> None:
        self.key = b"k"
        self.aid, self.name = 1, "TCP"
        self.analyzers = [SimpleNamespace(name="SMB", aid=3)]
        self.detached: list = []
        self.prevented: set[str] = set()

    def all_analyzers(self):
        return iter(self.analyzers)

    def record(self) -> str:
        return "record"

    def set_inactivity(self, timeout: float) -> None:
        self.inactivity = timeout

    def find_analyzer(self, aid: int):
        return next((a for a in self.analyzers if a.aid == aid), None)

    def retire(self, analyzer) -> None:
        self.detached.append(analyzer)


@pytest.fixture
def conn(rt) -> Connection:
    made = Connection()
    key, _ = flow_key(bytes((1,) * 4), 1000, bytes((2,) * 4), 80, 6)
    rt.services["network"] = SimpleNamespace(find={key: made}.get)
    return made


def test_one_that_is_there(rt, cid, conn) -> None:
    assert rt.call("connection_exists", cid)
    assert rt.call("lookup_connection", cid) == "record"
    assert rt.call("get_conn_transport_proto", cid) == "tcp"
    assert rt.call("skip_further_processing", cid) and conn.skipping
    assert rt.call("set_inactivity_timeout", cid, 9.0) == 5.0 and conn.inactivity == 9.0
    assert rt.call("get_orig_seq", cid) == 7 and rt.call("get_resp_seq", cid) == 0
    assert rt.call("set_record_packets", cid, True) and not rt.said


def test_one_that_is_gone(rt, cid) -> None:
    assert not rt.call("connection_exists", cid)
    assert rt.call("get_conn_transport_proto", cid) == "unknown_transport"
    assert not rt.call("skip_further_processing", cid)
    assert rt.call("set_inactivity_timeout", cid, 9.0) == 0.0
    assert rt.call("get_orig_seq", cid) == 0
    assert rt.call("lookup_connection_analyzer_id", cid, None) == 0
    assert not rt.call("disable_analyzer", cid, 3)
    assert not rt.call("set_current_conn_bytes_threshold", cid, 5, True)
    made = rt.call("lookup_connection", cid)
    assert made.id.values[0] == Addr.parse("0.0.0.0") and len(rt.said) == 5


def test_thresholds(rt, cid, conn) -> None:
    assert rt.call("set_current_conn_bytes_threshold", cid, 5, True)
    assert rt.call("set_current_conn_packets_threshold", cid, 6, False)
    assert rt.call("set_current_conn_duration_threshold", cid, 7.0)
    assert rt.call("get_current_conn_bytes_threshold", cid, True) == 5
    assert rt.call("get_current_conn_packets_threshold", cid, False) == 6
    assert rt.call("get_current_conn_packets_threshold", cid, True) == 0
    assert rt.call("get_current_conn_duration_threshold", cid) == 7.0


def test_analyzers(rt, cid, conn) -> None:
    tag = SimpleNamespace(name="Analyzer::ANALYZER_SMB")
    assert rt.call("lookup_connection_analyzer_id", cid, tag) == 3
    assert not rt.call("disable_analyzer", cid, 4) and rt.said
    assert not rt.call("disable_analyzer", cid, 1)
    assert rt.said == [("builtin", "root analyzer TCP cannot be removed")]
    rt.values["Analyzer::disabling_analyzer"] = lambda *a: False
    assert not rt.call("disable_analyzer", cid, 3) and not conn.detached
    rt.values["Analyzer::disabling_analyzer"] = lambda *a: True
    assert rt.call("disable_analyzer", cid, 3) and conn.detached
    assert rt.call("current_analyzer") == 0


def test_contents_and_options(rt, cid, conn) -> None:
    conn.contents = None
    assert rt.call("set_contents_file", cid, 1, "f")
    assert rt.call("get_contents_file", cid, 1) == "f"
    assert rt.call("get_contents_file", cid, 2).name == b""
    options = b"\x02\x04\x05\xb4\x01\x00\x00\x00"
    data = bytes(12) + b"\x70" + bytes(7) + options
    ip = SimpleNamespace(
        proto=6, start=0, header_length=0, payload_length=28, data=data
    )
    packet = SimpleNamespace(whole=lambda: SimpleNamespace(ip=ip))
    assert not rt.call("TCP::raw_options")
    rt.services["packet"] = packet
    found = [o.values for o in rt.call("TCP::raw_options")]
    assert found == [(2, b"\x05\xb4"), (1, b""), (0, b"")]
    assert len(rt.call("TCP::raw_options", False)) == 5
    ip.proto = 17
    assert not rt.call("TCP::raw_options")
