##! Where NTP is looked for, and the form of ntp.log.

@load ./consts

module NTP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of NTP servers.
	const ports: set[port] = {123/udp} &redef;

	## A line of ntp.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		version: count &log;
		mode: count &log;
		stratum: count &log;
		poll: interval &log;
		precision: interval &log;
		root_delay: interval &log;
		root_disp: interval &log;
		ref_id: string &log;
		ref_time: time &log;
		org_time: time &log;
		rec_time: time &log;
		xmt_time: time &log;
		num_exts: count &log &default=0;
	};

	## Raised with each line of the log.
	global log_ntp: event(rec: Info);
}

redef record connection += {
	ntp: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ntp, $path="ntp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_NTP, ports);
	}
