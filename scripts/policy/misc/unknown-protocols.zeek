##! Logs protocols inside of packets that nothing here can take apart.

@load base/frameworks/notice

module UnknownProtocol;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of unknown_protocols.log.
	type Info: record {
		ts: time &log;
		## The analyzer that met with the protocol.
		analyzer: string &log;
		## The protocol's number, in hexadecimal.
		protocol_id: string &log;
		## The same as a number, for policy hooks.
		protocol_id_num: count;
		## How the protocol's data begins, in hexadecimal.
		first_bytes: string &log;
		## The analyzers that the packet went through, the outermost first.
		analyzer_history: vector of string &log;
	};
}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="unknown_protocols",
		$policy=log_policy));
	}

event unknown_protocol(analyzer_name: string, protocol: count, first_bytes: string,
	analyzer_history: string_vec)
	{
	Log::write(LOG, Info($ts=network_time(), $analyzer=analyzer_name,
		$protocol_id=fmt("0x%x", protocol), $protocol_id_num=protocol,
		$first_bytes=bytestring_to_hexstr(first_bytes),
		$analyzer_history=analyzer_history));
	}
