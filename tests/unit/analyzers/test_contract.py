"""What every analyzer may rely on."""

from pyzeek.analyzers.contract import Analyzer, AnalyzerSpec


def test_a_spec_loads_its_class_late():
    spec = AnalyzerSpec("SMB", "contract:Analyzer")
    assert spec.load() is Analyzer
    assert spec.tag == "Analyzer::ANALYZER_SMB"


def test_doing_nothing_is_allowed(lab):
    lab.handshake()
    analyzer = Analyzer(lab.conn)
    lab.conn.attach(analyzer)
    assert analyzer.aid > lab.conn.aid
    lab.client(101, 101, 16, b"abc")
    lab.client(110, 101, 17)
    lab.server(101, 120, 16)
    lab.finish()
