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
