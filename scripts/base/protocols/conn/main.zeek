##! The log of connections: TCP connections, and flows of UDP, ICMP and other protocols.

@load base/utils/site
@load base/utils/strings

module Conn;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of conn.log.
	type Info: record {
		## Time of the first packet.
		ts: time &log;
		uid: string &log;
		## Addresses and ports; of ICMP, type and code in place of ports.
		id: conn_id &log;
		proto: transport_proto &log;
		## The protocols that were recognized, separated by commas.
		service: string &log &optional;
		## From the first packet to the last that counts.
		duration: interval &log &optional;
		orig_bytes: count &log &optional;
		resp_bytes: count &log &optional;
		## How it began and ended: S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH,
		## SH, SHR or OTH.
		conn_state: string &log &optional;
		## Whether the originator is one of the local networks'.
		local_orig: bool &log &optional;
		local_resp: bool &log &optional;
		## Bytes that the capture lacks.
		missed_bytes: count &log &default=0;
		## What happened, a letter each: capital ones for the originator.
		history: string &log &optional;
		orig_pkts: count &log &optional;
		orig_ip_bytes: count &log &optional;
		resp_pkts: count &log &optional;
		resp_ip_bytes: count &log &optional;
		## Connections that this one runs inside of.
		tunnel_parents: set[string] &log &optional;
		## The protocol's number in the IP header.
		ip_proto: count &log &optional;
	};

	## Each line that is logged.
	global log_conn: event(rec: Info);
}

redef record connection += {
	conn: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="conn", $ev=log_conn,
		$policy=log_policy));
	}

# Originator sent SYN, and RST before the responder said anything.
const gave_up = /\^?S[^HAFGIQ]*R.*/;

function is_quiet(state: count): bool
	{
	return state == TCP_INACTIVE || state == TCP_PARTIAL;
	}

function state_after_responder_reset(c: connection): string
	{
	local orig = c$orig$state;

	switch ( orig )
		{
		case TCP_SYN_SENT, TCP_SYN_ACK_SENT:
			return "REJ";
		case TCP_RESET:
			return c$orig$size + c$resp$size == 0 ? "REJ" : "RSTR";
		}

	return is_quiet(orig) ? "RSTRH" : "RSTR";
	}

function state_after_originator_reset(c: connection): string
	{
	if ( ! is_quiet(c$resp$state) )
		return "RSTO";

	return gave_up == c$history ? "RSTOS0" : "OTH";
	}

function tcp_state(c: connection): string
	{
	local orig = c$orig$state;
	local resp = c$resp$state;

	if ( resp == TCP_RESET )
		return state_after_responder_reset(c);

	if ( orig == TCP_RESET )
		return state_after_originator_reset(c);

	if ( orig == TCP_CLOSED )
		{
		if ( resp == TCP_CLOSED )
			return "SF";

		return is_quiet(resp) ? "SH" : "S2";
		}

	if ( resp == TCP_CLOSED )
		return is_quiet(orig) ? "SHR" : "S3";

	if ( orig == TCP_ESTABLISHED && resp == TCP_ESTABLISHED )
		return "S1";

	return orig == TCP_SYN_SENT && resp == TCP_INACTIVE ? "S0" : "OTH";
	}

function udp_state(c: connection): string
	{
	if ( c$resp$state == UDP_ACTIVE )
		return c$orig$state == UDP_ACTIVE ? "SF" : "SHR";

	return c$orig$state == UDP_ACTIVE ? "S0" : "OTH";
	}

# How a connection began and ended, in short.
function conn_state(c: connection, trans: transport_proto): string
	{
	switch ( trans )
		{
		case tcp:
			return tcp_state(c);
		case udp:
			return udp_state(c);
		}

	return "OTH";
	}

function set_locality(info: Info)
	{
	info$local_orig = Site::is_local_addr(info$id$orig_h);
	info$local_resp = Site::is_local_addr(info$id$resp_h);
	}

function add_tunnel_parent(info: Info, tunnels: EncapsulatingConnVector)
	{
	if ( ! info?$tunnel_parents )
		info$tunnel_parents = set();

	add info$tunnel_parents[tunnels[|tunnels| - 1]$uid];
	}

# What is known when a connection begins.
function begin_info(c: connection)
	{
	if ( ! c?$conn )
		c$conn = Info($ts=c$start_time, $uid=c$uid, $id=c$id,
			$proto=get_port_transport_proto(c$id$resp_p));

	local info = c$conn;
	info$id = c$id;

	if ( c$id$proto != 65535 )
		info$ip_proto = c$id$proto;

	if ( c?$tunnel && |c$tunnel| > 0 )
		add_tunnel_parent(info, c$tunnel);

	if ( |Site::local_nets| > 0 )
		set_locality(info);
	}

# What is known when it has ended.
function end_info(c: connection)
	{
	local info = c$conn;
	local orig = c$orig;
	local resp = c$resp;

	if ( c$duration > 0 sec )
		{
		info$duration = c$duration;
		info$orig_bytes = orig$size;
		info$resp_bytes = resp$size;
		}

	if ( orig?$num_pkts )
		{
		info$orig_pkts = orig$num_pkts;
		info$orig_ip_bytes = orig$num_bytes_ip;
		info$resp_pkts = resp$num_pkts;
		info$resp_ip_bytes = resp$num_bytes_ip;
		}

	if ( |c$service| > 0 )
		info$service = to_lower(join_string_set(c$service, ","));

	info$conn_state = conn_state(c, info$proto);

	if ( c$history != "" )
		info$history = c$history;
	}

# Fills in the line of a connection that begins or (eoc) has ended.
function set_conn(c: connection, eoc: bool)
	{
	if ( eoc )
		end_info(c);
	else
		begin_info(c);
	}

event new_connection(c: connection) &priority=100
	{
	begin_info(c);
	}

event connection_flipped(c: connection) &priority=5
	{
	# The line may not have been begun yet.
	if ( c?$conn )
		{
		c$conn$local_orig = Site::is_local_addr(c$id$orig_h);
		c$conn$local_resp = Site::is_local_addr(c$id$resp_h);
		}
	}

event content_gap(c: connection, is_orig: bool, seq: count, length: count) &priority=5
	{
	c$conn$missed_bytes += length;
	}

event tunnel_changed(c: connection, e: EncapsulatingConnVector) &priority=5
	{
	c$tunnel = e;

	if ( |e| > 0 )
		add_tunnel_parent(c$conn, e);
	}

event connection_state_remove(c: connection) &priority=5
	{
	end_info(c);
	}

event connection_state_remove(c: connection) &priority=-5
	{
	Log::write(LOG, c$conn);
	}
