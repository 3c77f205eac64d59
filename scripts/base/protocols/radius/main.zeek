##! Where RADIUS is looked for, and the form of radius.log.

@load ./consts
@load base/protocols/conn/removal-hooks

module RADIUS;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of RADIUS servers.
	const ports: set[port] = {1812/udp} &redef;

	## A line of radius.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		username: string &log &optional;
		mac: string &log &optional;
		framed_addr: addr &log &optional;
		tunnel_client: string &log &optional;
		connect_info: string &log &optional;
		reply_msg: string &log &optional;
		result: string &log &optional;
		ttl: interval &log &optional;
		logged: bool &default=F;
	};

	## Logs what has no end of its own.
	global finalize_radius: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_radius: event(rec: Info);
}

redef record connection += {
	radius: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_radius, $path="radius",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_RADIUS, ports);
	}
