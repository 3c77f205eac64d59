##! Where SNMP is looked for, and the form of snmp.log.

@load base/protocols/conn/removal-hooks

module SNMP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of SNMP servers.
	const ports: set[port] = {161/udp, 162/udp} &redef;

	## Versions of the protocol.
	const version_map: table[count] of string = {
		[0] = "1",
		[1] = "2c",
		[3] = "3"
	} &default="unknown" &redef;

	## A line of snmp.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		duration: interval &log &default=0secs;
		version: string &log;
		community: string &log &optional;
		get_requests: count &log &default=0;
		get_bulk_requests: count &log &default=0;
		get_responses: count &log &default=0;
		set_requests: count &log &default=0;
		display_string: string &log &optional;
		up_since: time &log &optional;
	};

	## Logs what has no end of its own.
	global finalize_snmp: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_snmp: event(rec: Info);
}

redef record connection += {
	snmp: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_snmp, $path="snmp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SNMP, ports);
	}

# The session of a connection, with what its headers say of who asks.
function init_state(c: connection, h: Header): Info
	{
	if ( ! c?$snmp )
		{
		c$snmp = Info($ts=network_time(), $uid=c$uid, $id=c$id,
			$version=version_map[h$version]);
		Conn::register_removal_hook(c, finalize_snmp);
		}

	local info = c$snmp;

	if ( ! info?$community )
		{
		if ( h?$v1 )
			info$community = h$v1$community;
		else if ( h?$v2 )
			info$community = h$v2$community;
		else if ( h?$v3 && h$v3?$user_security_parameters &&
		          |h$v3$user_security_parameters$UserName| > 0 )
			info$community = h$v3$user_security_parameters$UserName;
		}

	info$duration = network_time() - info$ts;
	return info;
	}

event snmp_get_request(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	local info = init_state(c, header);
	info$get_requests += |pdu$bindings|;
	}

event snmp_get_next_request(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	local info = init_state(c, header);
	info$get_requests += |pdu$bindings|;
	}

event snmp_get_bulk_request(c: connection, is_orig: bool, header: Header, pdu: BulkPDU) &priority=5
	{
	local info = init_state(c, header);
	info$get_bulk_requests += |pdu$bindings|;
	}

event snmp_set_request(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	local info = init_state(c, header);
	info$set_requests += |pdu$bindings|;
	}

event snmp_response(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	local info = init_state(c, header);
	info$get_responses += |pdu$bindings|;

	for ( _, binding in pdu$bindings )
		{
		local value = binding$value;

		# sysDescr and sysUpTime (RFC 3418), the latter in hundredths of a second.
		if ( binding$oid == "1.3.6.1.2.1.1.1.0" && value?$octets )
			info$display_string = value$octets;
		else if ( binding$oid == "1.3.6.1.2.1.1.3.0" && value?$unsigned )
			info$up_since = network_time() - double_to_interval(value$unsigned / 100.0);
		}
	}

event snmp_trap(c: connection, is_orig: bool, header: Header, pdu: TrapPDU) &priority=5
	{
	init_state(c, header);
	}

event snmp_inform_request(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	init_state(c, header);
	}

event snmp_trapV2(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	init_state(c, header);
	}

event snmp_report(c: connection, is_orig: bool, header: Header, pdu: PDU) &priority=5
	{
	init_state(c, header);
	}

event snmp_unknown_pdu(c: connection, is_orig: bool, header: Header, tag: count) &priority=5
	{
	init_state(c, header);
	}

event snmp_unknown_scoped_pdu(c: connection, is_orig: bool, header: Header, tag: count) &priority=5
	{
	init_state(c, header);
	}

event snmp_encrypted_pdu(c: connection, is_orig: bool, header: Header) &priority=5
	{
	init_state(c, header);
	}

hook finalize_snmp(c: connection)
	{
	if ( c?$snmp )
		Log::write(LOG, c$snmp);
	}
