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

# Log the command at hand, which is over.
function log_command(c: connection)
	{
	if ( ! c?$mysql )
		return;

	Log::write(mysql::LOG, c$mysql);
	delete c$mysql;
	}

event mysql_handshake(c: connection, username: string)
	{
	if ( c?$mysql )
		return;

	c$mysql = Info($ts=network_time(), $uid=c$uid, $id=c$id, $cmd="login", $arg=username);
	Conn::register_removal_hook(c, finalize_mysql);
	}

event mysql_command_request(c: connection, command: count, arg: string) &priority=5
	{
	# The one before had no answer.
	log_command(c);

	c$mysql = Info($ts=network_time(), $uid=c$uid, $id=c$id, $cmd=commands[command],
		$arg=sub(arg, /\0$/, ""));
	Conn::register_removal_hook(c, finalize_mysql);
	}

event mysql_command_request(c: connection, command: count, arg: string) &priority=-5
	{
	# This one never has an answer.
	if ( c?$mysql && c$mysql?$cmd && c$mysql$cmd == "quit" )
		log_command(c);
	}

event mysql_change_user(c: connection, username: string) &priority=5
	{
	c$mysql$arg = username;
	}

event mysql_error(c: connection, code: count, msg: string) &priority=5
	{
	if ( ! c?$mysql )
		return;

	c$mysql$success = F;
	c$mysql$response = msg;
	}

event mysql_error(c: connection, code: count, msg: string) &priority=-5
	{
	log_command(c);
	}

event mysql_eof(c: connection, is_intermediate: bool) &priority=-5
	{
	if ( is_intermediate || ! c?$mysql )
		return;

	if ( ! c$mysql?$success )
		c$mysql$success = T;

	if ( ! c$mysql?$rows )
		c$mysql$rows = 0;

	log_command(c);
	}

event mysql_ok(c: connection, affected_rows: count) &priority=5
	{
	if ( ! c?$mysql )
		return;

	c$mysql$success = T;
	c$mysql$rows = affected_rows;
	}

event mysql_ok(c: connection, affected_rows: count) &priority=-5
	{
	log_command(c);
	}

hook finalize_mysql(c: connection)
	{
	log_command(c);
	}
