##! Requests and replies of HTTP, each pair as a line of http.log.

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

function is_informational(code: count): bool
	{
	return code >= 100 && code < 200;
	}

# What is pending in a connection, from the first message on.
function state_of(c: connection): State
	{
	if ( ! c?$http_state )
		{
		c$http_state = State();
		Conn::register_removal_hook(c, finalize_http);
		}

	return c$http_state;
	}

# The exchange that the next event of one side is about becomes that at hand.
function set_state(c: connection, is_orig: bool)
	{
	local state = state_of(c);
	local n = is_orig ? state$current_request : state$current_response;

	if ( n !in state$pending )
		state$pending[n] = Info($ts=network_time(), $uid=c$uid, $id=c$id,
			$trans_depth=++state$trans_depth);

	c$http = state$pending[n];
	}

# With so many requests and no reply something is amiss: all of them are logged, and
# the next reply is taken for that to the next request.
function flush_pending(state: State)
	{
	if ( state$current_response == 0 )
		state$current_response = 1;

	while ( state$current_response < state$current_request )
		{
		local n = state$current_response;
		++state$current_response;

		if ( n in state$pending )
			{
			Log::write(HTTP::LOG, state$pending[n]);
			delete state$pending[n];
			}
		}
	}

event http_request(c: connection, method: string, original_URI: string,
	unescaped_URI: string, version: string) &priority=5
	{
	local state = state_of(c);

	# Requests were missed: go on with what the next reply answers.
	if ( state$current_request < state$current_response )
		{
		Reporter::conn_weird("HTTP_response_before_request", c);
		state$current_request = state$current_response;
		}

	if ( max_pending_requests > 0 && |state$pending| > max_pending_requests )
		{
		Reporter::conn_weird("HTTP_excessive_pipelining", c);
		flush_pending(state);
		}

	++state$current_request;
	set_state(c, T);
	c$http$method = method;
	c$http$uri = unescaped_URI;

	if ( method !in http_methods )
		Reporter::conn_weird("unknown_HTTP_method", c, method);
	}

event http_reply(c: connection, version: string, code: count, reason: string) &priority=5
	{
	local state = state_of(c);
	local n = state$current_response;

	# Informational replies come before the one that is meant.
	if ( n !in state$pending || (state$pending[n]?$status_code &&
		! is_informational(state$pending[n]$status_code)) )
		++state$current_response;

	set_state(c, F);
	c$http$version = version;
	c$http$status_code = code;
	c$http$status_msg = reason;

	if ( is_informational(code) )
		{
		c$http$info_code = code;
		c$http$info_msg = reason;
		}

	if ( code == 200 && c$http?$method && c$http$method == "CONNECT" )
		{
		# Each connection through the proxy has a port of its own, but all of them are
		# one tunnel.
		local tunnel = copy(c$id);
		tunnel$orig_p = 0/tcp;
		Tunnel::register(Tunnel::EncapsulatingConn($cid=tunnel, $tunnel_type=Tunnel::HTTP));
		}
	}

# Who asks, as basic authentication tells it.
function credentials(c: connection, value: string)
	{
	if ( /^[bB][aA][sS][iI][cC] / !in value )
		return;

	local encoded = sub(value, /[bB][aA][sS][iI][cC][[:blank:]]+/, "");
	local text = decode_base64_conn(c$id, encoded);
	local parts = split_string1(text, /:/);
	local is_pair = |parts| == 2;
	c$http$username = is_pair ? parts[0] : fmt("<problem-decoding> (%s)", value);

	if ( c$http$capture_password )
		c$http$password = is_pair ? parts[1] : text;
	}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=5
	{
	set_state(c, is_orig);

	if ( ! is_orig )
		return;

	switch ( name )
		{
		case "HOST":
			c$http$host = value;
			break;
		case "USER-AGENT":
			c$http$user_agent = value;
			break;
		case "REFERER":
			c$http$referrer = value;
			break;
		case "ORIGIN":
			c$http$origin = value;
			break;
		case "RANGE":
			c$http$range_request = T;
			break;
		default:
			if ( name in proxy_headers )
				{
				if ( ! c$http?$proxied )
					c$http$proxied = set();

				add c$http$proxied[fmt("%s -> %s", name, value)];
				}
			else if ( name == "AUTHORIZATION" || name == "PROXY-AUTHORIZATION" )
				credentials(c, value);

			break;
		}
	}

event http_message_done(c: connection, is_orig: bool, stat: http_message_stat) &priority=5
	{
	set_state(c, is_orig);

	if ( is_orig )
		c$http$request_body_len = stat$body_length;
	else
		c$http$response_body_len = stat$body_length;
	}

event http_message_done(c: connection, is_orig: bool, stat: http_message_stat) &priority=-5
	{
	if ( is_orig || (c$http?$status_code && is_informational(c$http$status_code)) )
		return;

	Log::write(HTTP::LOG, c$http);
	delete c$http_state$pending[c$http_state$current_response];
	}

hook finalize_http(c: connection)
	{
	if ( ! c?$http_state )
		return;

	for ( n, info in c$http_state$pending )
		{
		# Nothing but replies without requests are there.
		if ( n != 0 )
			Log::write(HTTP::LOG, info);
		}
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_http, $path="http",
		$policy=log_policy,
		$max_field_string_bytes=default_max_field_string_bytes));
	Analyzer::register_for_ports(Analyzer::ANALYZER_HTTP, ports);
	}
