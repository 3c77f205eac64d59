##! Where HTTP is looked for, and the form of http.log.

@load base/utils/numbers
@load base/utils/files
@load base/frameworks/tunnels
@load base/protocols/conn/removal-hooks

module HTTP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Whether passwords of basic authentication are logged.
	option default_capture_password = F;

	## Longest string of http.log; 0 for no limit.
	const default_max_field_string_bytes = 0 &redef;

	## Methods that are no weird.
	option http_methods: set[string] = {
		"BMOVE", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LOCK",
		"MKCOL", "MOVE", "OPTIONS", "POLL", "POST", "PROPFIND", "PROPPATCH",
		"PUT", "REPORT", "SEARCH", "SUBSCRIBE", "TRACE", "UNLOCK"
	};

	## Requests without replies that one connection may have.
	option max_pending_requests = 100;

	## Ports of HTTP servers.
	const ports: set[port] = {
		80/tcp, 81/tcp, 631/tcp, 1080/tcp, 3128/tcp, 8000/tcp, 8080/tcp,
		8888/tcp
	} &redef;

	## Headers that proxies add.
	option proxy_headers: set[string] = {
		"CLIENT-IP", "FORWARDED", "PROXY-CONNECTION", "VIA",
		"X-FORWARDED-FOR", "X-FORWARDED-FROM", "XROXY-CONNECTION"
	};

	## What stands out in a request or its reply.
	type Tags: enum { EMPTY };

	## A line of http.log: a request and its reply.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		trans_depth: count &log;
		method: string &log &optional;
		host: string &log &optional;
		uri: string &log &optional;
		referrer: string &log &optional;
		version: string &log &optional;
		user_agent: string &log &optional;
		origin: string &log &optional;
		request_body_len: count &log &default=0;
		response_body_len: count &log &default=0;
		status_code: count &log &optional;
		status_msg: string &log &optional;
		info_code: count &log &optional;
		info_msg: string &log &optional;
		tags: set[Tags] &log;
		username: string &log &optional;
		password: string &log &optional;
		capture_password: bool &default=default_capture_password;
		proxied: set[string] &log &optional;
		range_request: bool &default=F;
	};

	## What is pending in a connection.
	type State: record {
		pending: table[count] of Info;
		current_request: count &default=0;
		current_response: count &default=0;
		trans_depth: count &default=0;
	};

	## Logs what has no end of its own.
	global finalize_http: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_http: event(rec: Info);
}

redef record connection += {
	http: Info &optional;
	http_state: State &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_http, $path="http",
		$policy=log_policy,
		$max_field_string_bytes=default_max_field_string_bytes));
	Analyzer::register_for_ports(Analyzer::ANALYZER_HTTP, ports);
	}
