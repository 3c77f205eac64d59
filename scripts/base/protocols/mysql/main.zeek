##! Where MySQL is looked for, and the form of mysql.log.

@load ./consts
@load base/protocols/conn/removal-hooks

module MySQL;

export {
	redef enum Log::ID += { mysql::LOG };

	global log_policy: Log::PolicyHook;

	## Ports of MySQL servers.
	const ports: set[port] = {1434/tcp, 3306/tcp} &redef;

	## A line of mysql.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		cmd: string &log;
		arg: string &log;
		success: bool &log &optional;
		rows: count &log &optional;
		response: string &log &optional;
	};

	## Logs what has no end of its own.
	global finalize_mysql: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_mysql: event(rec: Info);
}

redef record connection += {
	mysql: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(mysql::LOG, Log::Stream($columns=Info, $ev=log_mysql, $path="mysql",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_MYSQL, ports);
	}
