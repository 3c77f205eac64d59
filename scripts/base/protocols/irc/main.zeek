##! Where IRC is looked for, and the form of irc.log.

module IRC;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of IRC servers.
	const ports: set[port] = {6666/tcp, 6667/tcp, 6668/tcp, 6669/tcp} &redef;

	## A line of irc.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		nick: string &log &optional;
		user: string &log &optional;
		command: string &log &optional;
		value: string &log &optional;
		addl: string &log &optional;
	};

	## Raised with each line of the log.
	global irc_log: event(rec: Info);
}

redef record connection += {
	irc: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=irc_log, $path="irc",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_IRC, ports);
	}
