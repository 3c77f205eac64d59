##! Where Modbus is looked for, and the form of modbus.log.

@load ./consts

module Modbus;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of Modbus servers.
	const ports: set[port] = {502/tcp} &redef;

	## A line of modbus.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		tid: count &log &optional;
		unit: count &log &optional;
		func: string &log &optional;
		pdu_type: string &log &optional;
		exception: string &log &optional;
	};

	## Raised with each line of the log.
	global log_modbus: event(rec: Info);
}

redef record connection += {
	modbus: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_modbus, $path="modbus",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_MODBUS, ports);
	}

# The name of a function; exceptions have that of their function with a suffix.
function build_func(func: count): string
	{
	local plain = func & ~0x80;

	if ( func in function_codes || plain !in function_codes )
		return function_codes[func];

	return function_codes[plain] + (func & 0x80 == 0x80 ? "_EXCEPTION" : "");
	}

event modbus_message(c: connection, headers: ModbusHeaders, is_orig: bool) &priority=5
	{
	if ( ! c?$modbus )
		c$modbus = Info($ts=network_time(), $uid=c$uid, $id=c$id);

	local info = c$modbus;
	info$ts = network_time();
	info$tid = headers$tid;
	info$unit = headers$uid;
	info$func = build_func(headers$function_code);
	info$pdu_type = is_orig ? "REQ" : "RESP";
	}

event modbus_message(c: connection, headers: ModbusHeaders, is_orig: bool) &priority=-5
	{
	# Exceptions have a line with their code.
	if ( headers$function_code < 0x80 )
		Log::write(LOG, c$modbus);
	}

event modbus_exception(c: connection, headers: ModbusHeaders, code: count) &priority=5
	{
	c$modbus$exception = exception_codes[code];
	}

event modbus_exception(c: connection, headers: ModbusHeaders, code: count) &priority=-5
	{
	Log::write(LOG, c$modbus);
	delete c$modbus$exception;
	}
