##! The form of websocket.log.

@load base/protocols/http
@load ./consts

module WebSocket;

redef HTTP::upgrade_analyzers += {
	["websocket"] = Analyzer::ANALYZER_WEBSOCKET
};

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of websocket.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		host: string &log &optional;
		uri: string &log &optional;
		user_agent: string &log &optional;
		subprotocol: string &log &optional;
		client_protocols: vector of string &log &optional;
		server_extensions: vector of string &log &optional;
		client_extensions: vector of string &log &optional;
		client_key: string &optional;
		server_accept: string &optional;
	};

	## Run before the analyzer of the frames starts.
	global configure_analyzer: hook(c: connection, aid: count, config: AnalyzerConfig);

	## Raised with each line of the log.
	global log_websocket: event(rec: Info);
}

redef record connection += {
	websocket: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_websocket, $path="websocket",
		$policy=log_policy));
	}
