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

# The line of the log at hand, begun if there is none.
function line_of(c: connection): Info
	{
	if ( ! c?$dnp3 )
		{
		c$dnp3 = Info($ts=network_time(), $uid=c$uid, $id=c$id);
		Conn::register_removal_hook(c, finalize_dnp3);
		}

	c$dnp3$ts = network_time();
	return c$dnp3;
	}

event dnp3_application_request_header(c: connection, is_orig: bool, application: count, fc: count)
	{
	local info = line_of(c);
	info$fc_request = function_codes[fc];
	}

event dnp3_application_response_header(c: connection, is_orig: bool, application: count, fc: count, iin: count)
	{
	local info = line_of(c);
	info$fc_reply = function_codes[fc];
	info$iin = iin;
	Log::write(LOG, info);
	delete c$dnp3;
	}

# A request that nobody answered.
hook finalize_dnp3(c: connection)
	{
	if ( c?$dnp3 )
		{
		Log::write(LOG, c$dnp3);
		delete c$dnp3;
		}
	}
