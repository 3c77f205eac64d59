##! Where DNP3 is looked for, and the form of dnp3.log.

@load ./consts
@load base/protocols/conn/removal-hooks

module DNP3;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of DNP3 servers.
	const ports: set[port] = {20000/tcp, 20000/udp} &redef;

	## A line of dnp3.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		fc_request: string &log &optional;
		fc_reply: string &log &optional;
		iin: count &log &optional;
	};

	## Logs what has no end of its own.
	global finalize_dnp3: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_dnp3: event(rec: Info);
}

redef record connection += {
	dnp3: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_dnp3, $path="dnp3",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DNP3_TCP, ports);
	}
