"""The script-level settings that steer connections, read once at the start."""

from __future__ import annotations

from typing import Any

from .contract import Runtime

EARLIEST = 1.0
"Network time never lies before this, whatever a capture says."

DEFAULTS: dict[str, Any] = {
    "ConnKey::factory": None,
    "ConnThreshold::generic_packet_thresholds": (),
    "MIME::max_depth": 100,
    "MIME::max_header_bytes": 65536,
    "POP3::max_pending_commands": 10,
    "POP3::max_unknown_client_commands": 10,
    "SMTP::bdat_max_line_length": 4096,
    "SMTP::enable_rfc822_msg_file_analysis": False,
    "bits_per_uid": 96,
    "connection_status_update_interval": 0.0,
    "detect_filtered_trace": False,
    "discarder_maxlen": 128,
    "dpd_buffer_size": 1024,
    "dpd_ignore_ports": False,
    "dpd_late_match_stop": False,
    "dpd_match_only_beginning": True,
    "dpd_max_packets": 100,
    "frag_timeout": 300.0,
    "http_entity_data_delivery_size": 1500,
    "icmp_inactivity_timeout": 60.0,
    "ignore_checksums": False,
    "ignore_keep_alive_rexmit": False,
    "ignore_checksums_nets": (),
    "likely_server_ports": (),
    "max_analyzer_violations": 1000,
    "max_timer_expires": 300,
    "mime_segment_length": 1024,
    "mime_segment_overlap_length": 0,
    "partial_connection_ok": True,
    "report_gaps_for_partial": False,
    "skip_http_data": False,
    "tcp_SYN_ack_ok": True,
    "tcp_SYN_timeout": 5.0,
    "tcp_attempt_delay": 5.0,
    "tcp_close_delay": 5.0,
    "tcp_connection_linger": 5.0,
    "tcp_content_deliver_all_orig": False,
    "tcp_content_deliver_all_resp": False,
    "tcp_content_delivery_ports_orig": {},
    "tcp_content_delivery_ports_resp": {},
    "tcp_excessive_data_without_further_acks": 10485760,
    "tcp_inactivity_timeout": 300.0,
    "tcp_max_above_hole_without_any_acks": 16384,
    "tcp_max_initial_window": 16384,
    "tcp_partial_close_delay": 3.0,
    "tcp_reset_delay": 5.0,
    "tcp_session_timer": 6.0,
    "tcp_storm_interarrival_thresh": 1.0,
    "tcp_storm_thresh": 1000,
    "truncate_http_URI": -1,
    "udp_content_deliver_all_orig": False,
    "udp_content_deliver_all_resp": False,
    "udp_content_delivery_ports_orig": {},
    "udp_content_delivery_ports_resp": {},
    "udp_content_delivery_ports_use_resp": False,
    "udp_content_ports": {},
    "udp_inactivity_timeout": 60.0,
    "unknown_ip_inactivity_timeout": 60.0,
    "PacketAnalyzer::SKIP::skip_bytes": 0,
    "Tunnel::delay_gtp_confirmation": False,
    "Tunnel::delay_teredo_confirmation": True,
    "Tunnel::ip_tunnel_timeout": 86400.0,
    "Tunnel::max_depth": 4,
    "Tunnel::max_changes_per_connection": 5,
    "Tunnel::validate_vxlan_checksums": True,
    "UnknownProtocol::first_bytes_count": 10,
    "UnknownProtocol::sampling_duration": 3600.0,
    "UnknownProtocol::sampling_rate": 100000,
    "UnknownProtocol::sampling_threshold": 3,
    "Weird::sampling_duration": 600.0,
    "Weird::sampling_global_list": {},
    "Weird::sampling_rate": 1000,
    "Weird::sampling_threshold": 25,
    "Weird::sampling_whitelist": {},
}
"What counts where a script library does not declare a name."


class Settings:
    """Each of `DEFAULTS` as an attribute, `::` written as one underscore."""

    def __init__(self, rt: Runtime):
        for name, default in DEFAULTS.items():
            try:
                value = rt.value(name)
            except (KeyError, AttributeError):
                value = default
            setattr(self, name.replace("::", "_"), value)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)
