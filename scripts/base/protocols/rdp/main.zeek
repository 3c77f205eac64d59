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

# Log a session once, if it was one.
function write_log(c: connection)
	{
	local info = c$rdp;

	if ( info$done )
		return;

	info$done = T;

	if ( info?$cookie || info?$keyboard_layout || info?$result )
		Log::write(LOG, info);
	}

# Log a session whose handshake takes long.
event check_record(c: connection)
	{
	if ( c$rdp$done )
		return;

	if ( network_time() - c$rdp$ts <= rdp_check_interval )
		{
		schedule rdp_check_interval { check_record(c) };
		return;
		}

	write_log(c);

	if ( disable_analyzer_after_detection && connection_exists(c$id) && c$rdp?$analyzer_id )
		disable_analyzer(c$id, c$rdp$analyzer_id);
	}

function set_session(c: connection)
	{
	if ( c?$rdp )
		return;

	c$rdp = Info($ts=network_time(), $id=c$id, $uid=c$uid);
	Conn::register_removal_hook(c, finalize_rdp);
	schedule rdp_check_interval { check_record(c) };
	}

event rdp_connect_request(c: connection, cookie: string) &priority=5
	{
	set_session(c);
	c$rdp$cookie = cookie;
	}

event rdp_negotiation_response(c: connection, security_protocol: count) &priority=5
	{
	set_session(c);
	c$rdp$security_protocol = security_protocols[security_protocol];
	}

event rdp_negotiation_failure(c: connection, failure_code: count) &priority=5
	{
	set_session(c);
	c$rdp$result = failure_codes[failure_code];
	}

# The name of a keyboard; its lower half tells the language.
function keyboard(layout: count): string
	{
	local language = layout & 0xffff;

	if ( layout in languages )
		return languages[layout];

	return language in languages ?
		fmt("%s (Best Guess for %d)", languages[language], layout) :
		fmt("keyboard-%d", layout);
	}

event rdp_client_core_data(c: connection, data: RDP::ClientCoreData) &priority=5
	{
	set_session(c);

	local info = c$rdp;
	info$keyboard_layout = keyboard(data$keyboard_layout);
	info$client_build = builds[data$client_build];
	info$client_name = data$client_name;
	info$client_dig_product_id = data$dig_product_id;
	info$desktop_width = data$desktop_width;
	info$desktop_height = data$desktop_height;
	info$requested_color_depth = data?$ec_flags && data$ec_flags$want_32bpp_session ?
		"32bit" : high_color_depths[data$high_color_depth];
	}

event rdp_client_network_data(c: connection, channels: ClientChannelList)
	{
	set_session(c);

	if ( ! c$rdp?$client_channels )
		c$rdp$client_channels = vector();

	for ( i, channel in channels )
		c$rdp$client_channels[i] = gsub(channel$name, /\x00+$/, "");

	# What the protocol allows ([MS-RDPBCGR] 2.2.1.3.4).
	if ( |channels| > 31 )
		Reporter::conn_weird("RDP_channels_requested_exceeds_max", c, fmt("%s", |channels|));
	}

event rdp_gcc_server_create_response(c: connection, result: count) &priority=5
	{
	set_session(c);
	c$rdp$result = results[result];
	}

event rdp_server_security(c: connection, encryption_method: count, encryption_level: count) &priority=5
	{
	set_session(c);
	c$rdp$encryption_method = encryption_methods[encryption_method];
	c$rdp$encryption_level = encryption_levels[encryption_level];
	}

event rdp_server_certificate(c: connection, cert_type: count, permanently_issued: bool) &priority=5
	{
	set_session(c);

	local info = c$rdp;
	info$cert_type = cert_types[cert_type];
	info$cert_permanent = permanently_issued;

	# Others are counted as files.
	if ( info$cert_type == "RSA" )
		++info$cert_count;
	}

event rdp_begin_encryption(c: connection, security_protocol: count) &priority=5
	{
	set_session(c);

	if ( ! c$rdp?$result )
		c$rdp$result = "encrypted";

	c$rdp$security_protocol = security_protocols[security_protocol];
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5
	{
	if ( c?$rdp && f$source == "RDP" )
		++c$rdp$cert_count;
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=5
	{
	if ( atype != Analyzer::ANALYZER_RDP )
		return;

	set_session(info$c);
	info$c$rdp$analyzer_id = info$aid;
	}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=5
	{
	if ( atype == Analyzer::ANALYZER_RDP && info$c?$rdp )
		write_log(info$c);
	}

hook finalize_rdp(c: connection)
	{
	if ( c?$rdp )
		write_log(c);
	}
