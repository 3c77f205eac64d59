"""Classes of the records that the network half builds, found when first needed."""

from __future__ import annotations

from typing import Any

from .contract import Runtime

NAMES = {
    "confirmation": "AnalyzerConfirmationInfo",
    "conn_id": "conn_id",
    "connection": "connection",
    "encapsulating": "Tunnel::EncapsulatingConn",
    "endpoint": "endpoint",
    "icmp_context": "icmp_context",
    "icmp_hdr": "icmp_hdr",
    "icmp_info": "icmp_info",
    "ip4_hdr": "ip4_hdr",
    "ip6_ah": "ip6_ah",
    "ip6_dstopts": "ip6_dstopts",
    "ip6_esp": "ip6_esp",
    "ip6_ext_hdr": "ip6_ext_hdr",
    "ip6_fragment": "ip6_fragment",
    "ip6_hdr": "ip6_hdr",
    "ip6_hopopts": "ip6_hopopts",
    "ip6_mobility_hdr": "ip6_mobility_hdr",
    "ip6_mobility_msg": "ip6_mobility_msg",
    "ip6_option": "ip6_option",
    "ip6_routing": "ip6_routing",
    "l2_hdr": "l2_hdr",
    "nd_option": "icmp6_nd_option",
    "nd_prefix_info": "icmp6_nd_prefix_info",
    "pcap_packet": "pcap_packet",
    "pkt_hdr": "pkt_hdr",
    "raw_pkt_hdr": "raw_pkt_hdr",
    "syn_packet": "SYN_packet",
    "tcp_hdr": "tcp_hdr",
    "tcp_option": "TCP::Option",
    "teredo_auth": "teredo_auth",
    "teredo_hdr": "teredo_hdr",
    "teredo_origin": "teredo_origin",
    "udp_hdr": "udp_hdr",
    "violation": "AnalyzerViolationInfo",
}
"Attribute and Zeek's name."


class Types:
    """Each of `NAMES` as an attribute that makes such a record."""

    def __init__(self, rt: Runtime):
        self._rt = rt

    def __getattr__(self, name: str) -> Any:
        cls = self._rt.record(NAMES.get(name, name))
        setattr(self, name, cls)
        return cls
