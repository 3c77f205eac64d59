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
