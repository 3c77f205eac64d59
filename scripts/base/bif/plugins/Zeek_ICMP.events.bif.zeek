module GLOBAL;

export {
	## Raised for each ICMP message without an event of its own.
	global icmp_sent: event(c: connection, info: icmp_info);

	## The same, with the payload.
	global icmp_sent_payload: event(c: connection, info: icmp_info, payload: string);

	## Raised for each ICMP echo request.
	global icmp_echo_request: event(c: connection, info: icmp_info, id: count, seq: count,
		payload: string);

	## Raised for each ICMP echo reply.
	global icmp_echo_reply: event(c: connection, info: icmp_info, id: count, seq: count,
		payload: string);

	## Raised for each ICMPv6 error message without an event of its own.
	global icmp_error_message: event(c: connection, info: icmp_info, code: count,
		context: icmp_context);

	## Raised for each ICMP destination unreachable message.
	global icmp_unreachable: event(c: connection, info: icmp_info, code: count,
		context: icmp_context);

	## Raised for each ICMPv6 packet too big message.
	global icmp_packet_too_big: event(c: connection, info: icmp_info, code: count,
		context: icmp_context);

	## Raised for each ICMP time exceeded message.
	global icmp_time_exceeded: event(c: connection, info: icmp_info, code: count,
		context: icmp_context);

	## Raised for each ICMPv6 parameter problem message.
	global icmp_parameter_problem: event(c: connection, info: icmp_info, code: count,
		context: icmp_context);

	## Raised for each ICMPv6 router solicitation.
	global icmp_router_solicitation: event(c: connection, info: icmp_info,
		options: icmp6_nd_options);

	## Raised for each ICMPv6 router advertisement.
	global icmp_router_advertisement: event(c: connection, info: icmp_info, cur_hop_limit: count,
		managed: bool, other: bool, home_agent: bool, pref: count, proxy: bool, rsv: count,
		router_lifetime: interval, reachable_time: interval, retrans_timer: interval,
		options: icmp6_nd_options);

	## Raised for each ICMPv6 neighbor solicitation.
	global icmp_neighbor_solicitation: event(c: connection, info: icmp_info, tgt: addr,
		options: icmp6_nd_options);

	## Raised for each ICMPv6 neighbor advertisement.
	global icmp_neighbor_advertisement: event(c: connection, info: icmp_info, router: bool,
		solicited: bool, override: bool, tgt: addr, options: icmp6_nd_options);

	## Raised for each ICMP redirect.
	global icmp_redirect: event(c: connection, info: icmp_info, tgt: addr, dest: addr,
		options: icmp6_nd_options);
}
