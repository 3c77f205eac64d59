module GLOBAL;

export {
	## Raised once, before the first packet.
	global zeek_init: event();

	## Raised once, after the last packet.
	global zeek_done: event();

	## Raised when there are no more packets.
	global net_done: event(t: time);

	## Raised when network time is known, that is with the first packet.
	global network_time_init: event();

	## Raised with the first packet of a connection.
	global new_connection: event(c: connection);

	## Raised when a connection appears in other tunnels than before.
	global tunnel_changed: event(c: connection, e: EncapsulatingConnVector);

	## Raised when a TCP connection was silent for too long.
	global connection_timeout: event(c: connection);

	## Raised when a connection is about to be forgotten; its record is final.
	global connection_state_remove: event(c: connection);

	## Raised when a new SYN takes the place of a connection that is still known.
	global connection_reused: event(c: connection);

	## Raised for active connections from time to time.
	global connection_status_update: event(c: connection);

	## Raised when originator and responder of a connection were exchanged.
	global connection_flipped: event(c: connection);

	## Raised when a side of a connection changes its IPv6 flow label.
	global connection_flow_label_changed: event(c: connection, is_orig: bool, old_label: count,
		new_label: count);

	## Raised when a UDP flow of an analyzed protocol ends.
	global udp_session_done: event(u: connection);

	global scheduled_analyzer_applied: event(c: connection, a: Analyzer::Tag);

	## Raised for each packet, before any analysis.
	global raw_packet: event(p: raw_pkt_hdr);

	## Raised for each packet that belongs to a connection.
	global new_packet: event(c: connection, p: pkt_hdr);

	## Raised for each packet with IPv6 extension headers.
	global ipv6_ext_headers: event(c: connection, p: pkt_hdr);

	## Raised for each ESP packet.
	global esp_packet: event(p: pkt_hdr);

	## Raised for each Mobile IPv6 message.
	global mobile_ipv6_message: event(p: pkt_hdr);

	## Raised for each packet with payload.
	global packet_contents: event(c: connection, contents: string);

	## Raised when a retransmission differs from what was sent first.
	global rexmit_inconsistency: event(c: connection, t1: string, t2: string, tcp_flags: string);

	## Raised when bytes of a TCP stream are missing.
	global content_gap: event(c: connection, is_orig: bool, seq: count, length: count);

	## Raised when an analyzer is sure of its protocol.
	global analyzer_confirmation_info: event(atype: AllAnalyzers::Tag,
		info: AnalyzerConfirmationInfo);

	## Raised when an analyzer cannot make sense of its input.
	global analyzer_violation_info: event(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo);

	global protocol_late_match: event(c: connection, atype: Analyzer::Tag);
	global conn_stats: event(c: connection, os: endpoint_stats, rs: endpoint_stats);

	## Raised for something unexpected in a connection.
	global conn_weird: event(name: string, c: connection, addl: string, source: string);

	## Raised for something unexpected in a connection.
	global conn_weird: event(name: string, c: connection, addl: string);

	## Raised for something unexpected in a connection that is gone.
	global expired_conn_weird: event(name: string, id: conn_id, uid: string, addl: string,
		source: string);

	## Raised for something unexpected in a connection that is gone.
	global expired_conn_weird: event(name: string, id: conn_id, uid: string, addl: string);

	## Raised for something unexpected between two addresses.
	global flow_weird: event(name: string, src: addr, dst: addr, addl: string, source: string);

	## Raised for something unexpected between two addresses.
	global flow_weird: event(name: string, src: addr, dst: addr, addl: string);

	## Raised for something unexpected that belongs to no connection.
	global net_weird: event(name: string, addl: string, source: string);

	## Raised for something unexpected that belongs to no connection.
	global net_weird: event(name: string, addl: string);

	## Raised for something unexpected in a file.
	global file_weird: event(name: string, f: fa_file, addl: string, source: string);

	## Raised for something unexpected in a file.
	global file_weird: event(name: string, f: fa_file, addl: string);

	## Raised when a signature matches.
	global signature_match: event(state: signature_state, msg: string, data: string,
		end_of_match: count);

	## Raised when a signature matches.
	global signature_match: event(state: signature_state, msg: string, data: string);

	global profiling_update: event(f: file, expensive: bool);

	## Raised for each informational message of the engine or a script.
	global reporter_info: event(t: time, msg: string, location: string) &error_handler;

	## Raised for each warning of the engine or a script.
	global reporter_warning: event(t: time, msg: string, location: string) &error_handler;

	## Raised for each error of the engine or a script.
	global reporter_error: event(t: time, msg: string, location: string) &error_handler;

	## Raised for each script, after loading.
	global zeek_script_loaded: event(path: string, level: count);

	global file_opened: event(f: file);
	global event_queue_flush_point: event();
	global get_file_handle: event(tag: Analyzer::Tag, c: connection, is_orig: bool);

	## Raised when a file is first seen.
	global file_new: event(f: fa_file);

	## Raised when a file is seen on a further connection.
	global file_over_new_connection: event(f: fa_file, c: connection, is_orig: bool);

	## Raised when the beginning of a file tells its type.
	global file_sniff: event(f: fa_file, meta: fa_metadata);

	## Raised when a file had no data for too long.
	global file_timeout: event(f: fa_file);

	## Raised when bytes of a file are missing.
	global file_gap: event(f: fa_file, offset: count, len: count);

	global file_reassembly_overflow: event(f: fa_file, offset: count, skipped: count);

	## Raised when a file is about to be forgotten.
	global file_state_remove: event(f: fa_file);

	global dns_mapping_valid: event(dm: dns_mapping);
	global dns_mapping_unverified: event(dm: dns_mapping);
	global dns_mapping_new_name: event(dm: dns_mapping);
	global dns_mapping_lost_name: event(dm: dns_mapping);
	global dns_mapping_name_changed: event(prev: dns_mapping, latest: dns_mapping);
	global dns_mapping_altered: event(dm: dns_mapping, old_addrs: addr_set, new_addrs: addr_set);

	## Raised for each event, with its arguments.
	global new_event: event(name: string, params: call_argument_vector);

	global anonymization_mapping: event(orig: addr, mapped: addr);
	global Pcap::file_done: event(path: string);
	global unknown_protocol: event(analyzer_name: string, protocol: count, first_bytes: string,
		analyzer_history: string_vec);

	## Raised for each packet that no analyzer took.
	global packet_not_processed: event(pkt: pcap_packet);
}
