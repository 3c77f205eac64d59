##! Where SOCKS is looked for, and the form of socks.log.

@load base/frameworks/tunnels
@load ./consts
@load base/protocols/conn/removal-hooks

module SOCKS;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Whether passwords are logged.
	option default_capture_password = F;

	## Ports of SOCKS servers.
	const ports: set[port] = {1080/tcp} &redef;

	## A line of socks.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		version: count &log;
		user: string &log &optional;
		password: string &log &optional;
		status: string &log &optional;
		request: Address &log &optional;
		request_p: port &log &optional;
		bound: Address &log &optional;
		bound_p: port &log &optional;
		capture_password: bool &default=default_capture_password;
	};

	## Logs what has no end of its own.
	global finalize_socks: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_socks: event(rec: Info);
}

redef record connection += {
	socks: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_socks, $path="socks",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SOCKS, ports);
	}
