"""Packet filters by id."""


def test_filters_are_compiled_and_put_to_work(rt) -> None:
    assert rt.call("Pcap::precompile_pcap_filter", 1, b"tcp")
    assert not rt.call("Pcap::precompile_pcap_filter", 2, b"nonsense")
    assert "nonsense" in rt.call("Pcap::error").decode()
    assert rt.call("Pcap::get_filter_state", 1) == "Pcap::ok"
    assert rt.call("Pcap::get_filter_state", 2) == "Pcap::fatal"
    assert rt.call("Pcap::get_filter_state_string", 1) == b""
    assert rt.call("Pcap::get_filter_state_string", 2)
    assert not rt.call("Pcap::install_pcap_filter", 2)
    assert not rt.call("Pcap::install_pcap_filter", 3)
    assert rt.call("Pcap::install_pcap_filter", 1)
    assert rt.services["capture filter"] is not None
    assert rt.call("Pcap::precompile_pcap_filter", 1, b"ip or not ip")
    assert rt.call("Pcap::install_pcap_filter", 1)
    assert rt.services["capture filter"] is None
    assert rt.call("Pcap::error") == b"no error"
