##! Where SIP is looked for, and the form of sip.log.

@load base/protocols/conn/removal-hooks

module SIP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Proxies of a request that one line names.
	const max_request_path_length = 100 &redef;

	## Proxies of a response that one line names.
	const max_response_path_length = 100 &redef;

	## Ports of SIP servers.
	const ports: set[port] = {5060/udp} &redef;

	## Methods that are no weird.
	option sip_methods: set[string] = {
		"ACK", "BYE", "CANCEL", "INVITE", "NOTIFY", "OPTIONS", "REGISTER",
		"SUBSCRIBE"
	};

	## A line of sip.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		trans_depth: count &log;
		method: string &log &optional;
		uri: string &log &optional;
		date: string &log &optional;
		request_from: string &log &optional;
		request_to: string &log &optional;
		response_from: string &log &optional;
		response_to: string &log &optional;
		reply_to: string &log &optional;
		call_id: string &log &optional;
		seq: string &log &optional;
		subject: string &log &optional;
		request_path: vector of string &log &optional;
		response_path: vector of string &log &optional;
		user_agent: string &log &optional;
		status_code: count &log &optional;
		status_msg: string &log &optional;
		warning: string &log &optional;
		request_body_len: count &log &optional;
		response_body_len: count &log &optional;
		content_type: string &log &optional;
	};

	## What is pending in a connection.
	type State: record {
		pending: table[count] of Info;
		current_request: count &default=0;
		current_response: count &default=0;
	};

	## Logs what has no end of its own.
	global finalize_sip: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_sip: event(rec: Info);
}

redef record connection += {
	sip: Info &optional;
	sip_state: State &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_sip, $path="sip",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SIP, ports);
	}
