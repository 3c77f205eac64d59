##! Where RDP is looked for, and the form of rdp.log.

@load ./consts
@load base/protocols/conn/removal-hooks

module RDP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Whether a session is left alone once it was logged.
	option disable_analyzer_after_detection = F;

	## How long a handshake is waited for.
	option rdp_check_interval = 10secs;

	## Ports of RDP servers.
	const rdp_ports: set[port] = {3389/tcp} &redef;

	## Ports of RDP servers that use UDP.
	const rdpeudp_ports: set[port] = {3389/udp} &redef;

	## A line of rdp.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		cookie: string &log &optional;
		result: string &log &optional;
		security_protocol: string &log &optional;
		client_channels: vector of string &log &optional;
		keyboard_layout: string &log &optional;
		client_build: string &log &optional;
		client_name: string &log &optional;
		client_dig_product_id: string &log &optional;
		desktop_width: count &log &optional;
		desktop_height: count &log &optional;
		requested_color_depth: string &log &optional;
		cert_type: string &log &optional;
		cert_count: count &log &default=0;
		cert_permanent: bool &log &optional;
		encryption_level: string &log &optional;
		encryption_method: string &log &optional;
		analyzer_id: count &optional;
		done: bool &default=F;
	};

	## Logs what has no end of its own.
	global finalize_rdp: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_rdp: event(rec: Info);
}

redef record connection += {
	rdp: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_rdp, $path="rdp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_RDP, rdp_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_RDPEUDP, rdpeudp_ports);
	}
