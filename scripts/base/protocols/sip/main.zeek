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

# Make sure that there is a state.
function begin_state(c: connection)
	{
	if ( c?$sip_state )
		return;

	c$sip_state = State();
	Conn::register_removal_hook(c, finalize_sip);
	}

function new_sip_session(c: connection): Info
	{
	return Info($ts=network_time(), $uid=c$uid, $id=c$id,
		$trans_depth=c$sip_state$current_request, $request_path=vector(),
		$response_path=vector());
	}

# Make the line of the present request or response the one at hand.
function set_state(c: connection, is_request: bool)
	{
	begin_state(c);

	local state = c$sip_state;
	local present = is_request ? state$current_request : state$current_response;

	if ( present !in state$pending )
		state$pending[present] = new_sip_session(c);

	c$sip = state$pending[present];
	}

# Log what waits for its response; the one at 0 is none.
function flush_pending(c: connection)
	{
	if ( ! c?$sip_state )
		return;

	for ( number, info in c$sip_state$pending )
		{
		if ( number != 0 )
			Log::write(LOG, info);
		}
	}

event sip_request(c: connection, method: string, original_URI: string, version: string) &priority=5
	{
	set_state(c, T);
	c$sip$method = method;
	c$sip$uri = original_URI;

	if ( method !in sip_methods )
		Reporter::conn_weird("unknown_SIP_method", c, method);
	}

event sip_reply(c: connection, version: string, code: count, reason: string) &priority=5
	{
	set_state(c, F);
	c$sip$status_code = code;
	c$sip$status_msg = reason;
	}

# The value of a header without its tag.
function untagged(value: string): string
	{
	return split_string1(value, /;[ ]?tag=/)[0];
	}

# One more proxy, as far as there may be so many.
function add_proxy(c: connection, path: vector of string, value: string, most: count, weird: string)
	{
	if ( most > 0 && |path| >= most )
		Reporter::conn_weird(weird, c);
	else
		path += split_string1(value, /;[ ]?branch/)[0];
	}

function request_header(c: connection, name: string, value: string)
	{
	local info = c$sip;

	switch ( name )
		{
		case "CALL-ID":
			info$call_id = value;
			break;
		case "CONTENT-LENGTH", "L":
			info$request_body_len = to_count(value);
			break;
		case "CSEQ":
			info$seq = value;
			break;
		case "DATE":
			info$date = value;
			break;
		case "FROM", "F":
			info$request_from = untagged(value);
			break;
		case "REPLY-TO":
			info$reply_to = value;
			break;
		case "SUBJECT", "S":
			info$subject = value;
			break;
		case "TO", "T":
			info$request_to = value;
			break;
		case "USER-AGENT":
			info$user_agent = value;
			break;
		case "VIA", "V":
			add_proxy(c, info$request_path, value, max_request_path_length,
				"sip_max_request_path_length_exceeded");
			break;
		}
	}

function response_header(c: connection, name: string, value: string)
	{
	local info = c$sip;

	switch ( name )
		{
		case "CONTENT-LENGTH", "L":
			info$response_body_len = to_count(value);
			break;
		case "CONTENT-TYPE", "C":
			info$content_type = value;
			break;
		case "WARNING":
			info$warning = value;
			break;
		case "FROM", "F":
			info$response_from = untagged(value);
			break;
		case "TO", "T":
			info$response_to = value;
			break;
		case "VIA", "V":
			add_proxy(c, info$response_path, value, max_response_path_length,
				"sip_max_response_path_length_exceeded");
			break;
		}
	}

event sip_header(c: connection, is_request: bool, name: string, value: string) &priority=5
	{
	begin_state(c);

	local state = c$sip_state;

	if ( is_request )
		{
		if ( state$current_request !in state$pending )
			++state$current_request;

		set_state(c, T);
		request_header(c, name, value);
		}
	else
		{
		if ( state$current_response !in state$pending )
			++state$current_response;

		set_state(c, F);
		response_header(c, name, value);
		}
	}

event sip_end_entity(c: connection, is_request: bool) &priority=5
	{
	set_state(c, is_request);
	}

event sip_end_entity(c: connection, is_request: bool) &priority=-5
	{
	if ( is_request )
		return;

	local info = c$sip;
	Log::write(LOG, info);

	# Others than provisional responses are the last.
	if ( info$status_code < 100 || 200 <= info$status_code )
		delete c$sip_state$pending[c$sip_state$current_response];

	if ( ! info?$method ||
	     (info$method == "BYE" && info$status_code >= 200 && info$status_code < 300) )
		{
		flush_pending(c);
		delete c$sip;
		delete c$sip_state;
		}
	}

hook finalize_sip(c: connection)
	{
	if ( ! c?$sip_state )
		return;

	for ( _, info in c$sip_state$pending )
		Log::write(LOG, info);
	}
