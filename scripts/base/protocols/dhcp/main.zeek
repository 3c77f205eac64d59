##! Where DHCP is looked for, and the form of dhcp.log.

@load ./consts

module DHCP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of DHCP clients.
	const client_ports: set[port] = {68/udp} &redef;

	## Types of messages that one line names.
	option max_msg_types_per_log_entry = 50;

	## Exchanges that are followed at once.
	option max_tracked_transactions = 100000;

	## How long messages of one exchange are waited for.
	option max_txid_watch_time = 30secs;

	## Connections that one line names.
	option max_uids_per_log_entry = 10;

	## Ports of DHCP servers.
	const server_ports: set[port] = {67/udp, 4011/udp} &redef;

	## A line of dhcp.log: an exchange of a client and servers.
	type Info: record {
		ts: time &log;
		uids: set[string] &log;
		client_addr: addr &log &optional;
		server_addr: addr &log &optional;
		client_port: port &optional;
		server_port: port &optional;
		mac: string &log &optional;
		host_name: string &log &optional;
		client_fqdn: string &log &optional;
		domain: string &log &optional;
		requested_addr: addr &log &optional;
		assigned_addr: addr &log &optional;
		lease_time: interval &log &optional;
		client_message: string &log &optional;
		server_message: string &log &optional;
		msg_types: vector of string &log &default=string_vec();
		duration: interval &log &default=0secs;
		client_chaddr: string &optional;
		last_message_ts: time &optional;
	};

	## Raised with each message, so that an exchange becomes one line.
	global aggregate_msgs: event(ts: time, id: conn_id, uid: string, is_orig: bool, msg: Msg, options: Options);

	## Raised with each line of the log.
	global log_dhcp: event(rec: Info);

	## The line that belongs to the message at hand.
	global log_info: Info;
}

redef record connection += {
	dhcp: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_dhcp, $path="dhcp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DHCP, server_ports, client_ports);
	}
