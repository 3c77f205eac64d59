"""Registering and naming analyzers."""

from types import SimpleNamespace

from pyzeek.values.addr import Addr
from pyzeek.values.port import Port

SMB = SimpleNamespace(name="Analyzer::ANALYZER_SMB")
MD5 = SimpleNamespace(name="Files::ANALYZER_MD5")
UDP = SimpleNamespace(name="PacketAnalyzer::ANALYZER_UDP")


def test_ports(rt) -> None:
    assert rt.call("Analyzer::__register_for_port", SMB, Port.tcp(445))
    assert rt.analyzer_ports == {Port.tcp(445): {"SMB"}}


def test_switching(rt) -> None:
    rt.names.types["Analyzer::Tag"] = SimpleNamespace(members={SMB.name: 1})
    assert rt.call("Analyzer::__disable_analyzer", SMB)
    assert rt.services["disabled_analyzers"] == {SMB.name}
    assert rt.call("Analyzer::__enable_analyzer", SMB)
    assert not rt.services["disabled_analyzers"]
    rt.call("Analyzer::__disable_all_analyzers")
    assert rt.services["disabled_analyzers"] == {SMB.name}
    assert rt.call("PacketAnalyzer::__disable_analyzer", UDP)
    assert rt.call("PacketAnalyzer::__enable_analyzer", UDP)


def test_kinds_and_names(rt) -> None:
    assert rt.call("is_protocol_analyzer", SMB) and not rt.call("is_file_analyzer", SMB)
    assert rt.call("is_file_analyzer", MD5) and rt.call("is_packet_analyzer", UDP)
    assert rt.call("Analyzer::__name", SMB) == b"SMB"
    rt.names.types["Analyzer::Tag"] = SimpleNamespace(members={SMB.name: 1})
    assert rt.call("Analyzer::__has_tag", b"SMB") and not rt.call(
        "Analyzer::__has_tag", b"X"
    )
    assert rt.call("Analyzer::__tag", b"SMB") == SMB.name


def test_layers(rt) -> None:
    members = {UDP.name: 1, "PacketAnalyzer::ANALYZER_TEREDO": 2}
    rt.names.types["PacketAnalyzer::Tag"] = SimpleNamespace(members=members)
    name = "PacketAnalyzer::try_register_packet_analyzer_by_name"
    assert rt.call(name, b"UDP", 5, b"TEREDO") and not rt.call(name, b"UDP", 5, b"NO")
    assert rt.call("PacketAnalyzer::register_packet_analyzer", UDP, 7, UDP)
    assert rt.call("PacketAnalyzer::register_protocol_detection", UDP, UDP)
    assert rt.call("PacketAnalyzer::__set_ignore_checksums_nets", "nets")
    assert rt.services["packet_layers"] == {("UDP", 5): "TEREDO", ("UDP", 7): "UDP"}


def test_connections_to_come(rt) -> None:
    ends = Addr.parse("10.0.0.1"), Addr.parse("10.0.0.2"), Port.tcp(20)
    rt.network_time = 0.0
    assert rt.call("Analyzer::__schedule_analyzer", *ends, SMB, 5.0)
    assert "expected_analyzers" not in rt.services
    rt.network_time = 1000.0
    assert rt.call("Analyzer::__schedule_analyzer", *ends, SMB, 5.0)
    expected = rt.services["expected_analyzers"]
    assert expected.find(*ends, now=1001.0) == {"SMB"}


def test_the_network_half_is_told(rt) -> None:
    told: list[bool] = []
    attaching = SimpleNamespace(changed=lambda: told.append(True))
    rt.services["network"] = SimpleNamespace(attaching=attaching)
    rt.call("Analyzer::__register_for_port", SMB, Port.tcp(1))
    rt.call("Analyzer::__disable_analyzer", SMB)
    rt.call("Analyzer::__enable_analyzer", SMB)
    assert told == [True, True, True]
