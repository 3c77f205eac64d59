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

# What messages about times say.
function note_times(info: Info, msg: StandardMessage)
	{
	info$stratum = msg$stratum;
	info$poll = msg$poll;
	info$precision = msg$precision;
	info$root_delay = msg$root_delay;
	info$root_disp = msg$root_disp;

	if ( msg?$kiss_code )
		info$ref_id = msg$kiss_code;
	else if ( msg?$ref_id )
		info$ref_id = msg$ref_id;
	else if ( msg?$ref_addr )
		info$ref_id = cat(msg$ref_addr);

	info$ref_time = msg$ref_time;
	info$org_time = msg$org_time;
	info$rec_time = msg$rec_time;
	info$xmt_time = msg$xmt_time;
	info$num_exts = msg$num_exts;
	}

event ntp_message(c: connection, is_orig: bool, msg: Message) &priority=5
	{
	local info: Info;
	info$ts = network_time();
	info$uid = c$uid;
	info$id = c$id;
	info$version = msg$version;
	info$mode = msg$mode;

	if ( msg?$std_msg )
		note_times(info, msg$std_msg);

	c$ntp = info;
	}

event ntp_message(c: connection, is_orig: bool, msg: Message) &priority=-5
	{
	# Control and private messages tell no time.
	if ( c?$ntp && msg$mode <= 5 )
		Log::write(LOG, c$ntp);
	}
