##! Commands of FTP with their replies, and the connections for data: ftp.log.

@load ./info
@load ./utils
@load ./utils-commands
@load base/utils/paths
@load base/utils/numbers
@load base/utils/addrs
@load base/frameworks/cluster
@load base/frameworks/notice/weird
@load base/protocols/conn/removal-hooks

module FTP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Users whose passwords are no secret.
	option guest_ids: set[string] = {
		"anonymous", "ftp", "ftpuser", "guest"
	};

	## Commands that are logged.
	option logged_commands: set[string] = {
		"ACCT", "APPE", "DELE", "EPRT", "EPSV", "PASV", "PORT", "RETR",
		"STOR", "STOU"
	};

	## Longest argument that is logged.
	option max_arg_length = 4096;

	## Connections for data that are waited for at once.
	option max_expected_data_channels = 100000;

	## Longest password that is logged.
	option max_password_length = 128;

	## Commands without replies that one connection may have.
	option max_pending_commands = 20;

	## Longest reply that is logged.
	option max_reply_msg_length = 4096;

	## Longest user name that is logged.
	option max_user_length = 128;

	## Ports of FTP servers.
	const ports: set[port] = {21/tcp, 2811/tcp} &redef;

	## The three digits of a reply.
	type ReplyCode: record {
		x: count;
		y: count;
		z: count;
	};

	## Logs what has no end of its own.
	global finalize_ftp: Conn::RemovalHook;

	## Run when a connection for data ends.
	global finalize_ftp_data: hook(c: connection);

	## Raised with each line of the log.
	global log_ftp: event(rec: Info);

	## The digits of a reply.
	global parse_ftp_reply_code: function(code: count): ReplyCode;
}

redef record connection += {
	ftp: Info &optional;
	ftp_data_reuse: bool &default=F;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ftp, $path="ftp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_FTP, ports);
	}

# The connections that were announced for data, by responder.
global ftp_data_expected: table[addr, port] of Info &read_expire=5mins;

function parse_ftp_reply_code(code: count): ReplyCode
	{
	return ReplyCode($x=code / 100, $y=code / 10 % 10, $z=code % 10);
	}

# Commands whose argument is a file or a folder.
const file_cmds: set[string] = {
	"APPE", "CWD", "DELE", "MDTM", "MKD", "REST", "RETR", "RMD", "RNFR", "RNTO", "SIZE",
	"STOR", "STOU"
};

# Commands that change or show the working folder, with the replies that say so.
const directory_cmds: set[string, count] = {
	["CDUP", 200], ["CDUP", 250], ["CWD", 250], ["PWD", 257], ["XPWD", 257]
};

# What other nodes of a cluster need to know of a session.
function minimize_info(info: Info): Info
	{
	return Info($ts=info$ts, $uid=info$uid, $id=info$id, $user=info$user,
		$passive=info$passive, $pending_commands=PendingCmds());
	}

# Where nodes of a cluster tell of expected connections.
function ftp_relay_topic(): string
	{
	local topic = Cluster::rr_topic(Cluster::proxy_pool, "ftp_transfer_rr_key");
	return topic == "" ? Cluster::manager_topic : topic;
	}

function set_ftp_session(c: connection)
	{
	if ( c?$ftp )
		return;

	c$ftp = Info($ts=network_time(), $uid=c$uid, $id=c$id);
	Conn::register_removal_hook(c, finalize_ftp);

	# The greeting answers no command.
	add_pending_cmd(c$ftp$pending_commands, ++c$ftp$command_seq, "<init>", "");
	}

function should_hide_password(info: Info): bool
	{
	return ! info$capture_password && to_lower(info$user) !in guest_ids;
	}

# The beginning of what may be too long to be logged.
function shortened(c: connection, text: string, most: count, weird: string): string
	{
	if ( |text| <= most )
		return text;

	Reporter::conn_weird(weird, c, cat(|text|), "FTP");
	return text[:most];
	}

# Log a command that is done with.
function ftp_message(c: connection)
	{
	if ( ! c?$ftp )
		return;

	local info = c$ftp;
	local sent = info$cmdarg;
	info$ts = sent$ts;
	info$command = sent$cmd;
	info$arg = sent$arg;

	if ( sent$cmd in file_cmds )
		info$arg = build_url_ftp(info);

	info$arg = shortened(c, info$arg, max_arg_length, "FTP_arg_too_long");

	if ( info?$reply_msg )
		info$reply_msg = shortened(c, info$reply_msg, max_reply_msg_length,
			"FTP_reply_msg_too_long");

	if ( should_hide_password(info) )
		{
		if ( info$command == "PASS" )
			info$arg = "<hidden>";

		if ( info?$password )
			info$password = "<hidden>";
		}

	if ( info$arg == "" )
		delete info$arg;

	if ( info$command in logged_commands )
		Log::write(LOG, info);

	# What belonged to this command alone.
	delete info$mime_type;
	delete info$file_size;
	delete info$data_channel;
	delete info$fuid;
	}

# Whether one more connection may be expected.
function may_expect(chan: ExpectedDataChannel): bool
	{
	if ( [chan$resp_h, chan$resp_p] in ftp_data_expected || max_expected_data_channels == 0 ||
	     |ftp_data_expected| < max_expected_data_channels )
		return T;

	Reporter::net_weird("FTP_too_many_expected_data_channels", cat(|ftp_data_expected|), "FTP");
	return F;
	}

function expect_data_channel(info: Info, chan: ExpectedDataChannel)
	{
	ftp_data_expected[chan$resp_h, chan$resp_p] = info;
	Analyzer::schedule_analyzer(chan$orig_h, chan$resp_h, chan$resp_p,
		Analyzer::ANALYZER_FTP_DATA, 5mins);
	}

event sync_add_expected_data(s: Info, chan: ExpectedDataChannel)
	{
@if ( Cluster::local_node_type() == Cluster::PROXY ||
      Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, sync_add_expected_data, minimize_info(s), chan);
@else
	if ( may_expect(chan) )
		expect_data_channel(s, chan);
@endif
	}

event sync_remove_expected_data(resp_h: addr, resp_p: port)
	{
@if ( Cluster::local_node_type() == Cluster::PROXY ||
      Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, sync_remove_expected_data, resp_h, resp_p);
@else
	delete ftp_data_expected[resp_h, resp_p];
@endif
	}

function add_expected_data_channel(s: Info, chan: ExpectedDataChannel)
	{
	if ( ! may_expect(chan) )
		return;

	s$passive = chan$passive;
	s$data_channel = chan;
	expect_data_channel(s, chan);
@if ( Cluster::is_enabled() )
	Cluster::publish(ftp_relay_topic(), sync_add_expected_data, minimize_info(s), chan);
@endif
	}

event ftp_request(c: connection, command: string, arg: string) &priority=5
	{
	# The command before is over with this one.
	if ( c?$ftp && c$ftp?$cmdarg && c$ftp?$reply_code &&
	     remove_pending_cmd(c$ftp$pending_commands, c$ftp$cmdarg) )
		ftp_message(c);

	set_ftp_session(c);
	local info = c$ftp;

	if ( |info$pending_commands| < max_pending_commands )
		add_pending_cmd(info$pending_commands, ++info$command_seq, command, arg);
	else
		Reporter::conn_weird("FTP_too_many_pending_commands", c,
			cat(|info$pending_commands|), "FTP");

	switch ( command )
		{
		case "USER":
			info$user = shortened(c, arg, max_user_length, "FTP_user_too_long");
			break;
		case "PASS":
			info$password = shortened(c, arg, max_password_length, "FTP_password_too_long");
			break;
		case "PORT", "EPRT":
			local data = command == "PORT" ? parse_ftp_port(arg) : parse_eftp_port(arg);
			if ( data$valid )
				add_expected_data_channel(info, ExpectedDataChannel($passive=F,
					$orig_h=c$id$resp_h, $resp_h=data$h, $resp_p=data$p));
			break;
		}
	}

# Expect the connection that a server announces.
function note_passive(c: connection, code: count, msg: string)
	{
	local data = code == 227 ? parse_ftp_pasv(msg) : parse_ftp_epsv(msg);

	if ( ! data$valid )
		return;

	c$ftp$passive = T;

	if ( code == 229 && data$h == [::] )
		data$h = c$id$resp_h;

	add_expected_data_channel(c$ftp, ExpectedDataChannel($passive=T, $orig_h=c$id$orig_h,
		$resp_h=data$h, $resp_p=data$p));
	}

# The working folder after a command that changed or showed it.
function note_directory(info: Info, msg: string)
	{
	local sent = info$cmdarg;
	sent$cwd_consumed = T;

	switch ( sent$cmd )
		{
		case "CWD":
			info$cwd = build_path_compressed(info$cwd, sent$arg);
			break;
		case "CDUP":
			info$cwd = build_path_compressed(info$cwd, "/..");
			break;
		case "PWD", "XPWD":
			info$cwd = extract_path(msg);
			break;
		}
	}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool) &priority=5
	{
	set_ftp_session(c);
	local info = c$ftp;

	# Lines within a reply say nothing, unless they look like a reply of their own, as
	# some servers send it.
	if ( cont_resp && code == 0 && info?$reply_code &&
	     /^[1-9][0-9]{2} [[:print:]]{10}.*/ !in msg )
		return;

	info$cmdarg = get_pending_cmd(info$pending_commands, code, msg);
	info$reply_code = code;
	info$reply_msg = msg;

	if ( cont_resp )
		return;

	local sent = info$cmdarg$cmd;

	if ( (code == 150 && sent == "RETR") || (code == 213 && sent == "SIZE") )
		info$file_size = extract_count(msg, F);
	else if ( code in set(227, 229) && sent in set("PASV", "EPSV") )
		note_passive(c, code, msg);

	if ( [sent, code] in directory_cmds && ! info$cmdarg$cwd_consumed )
		note_directory(info, msg);

	# With several commands at once none ends by the one that follows.
	if ( |info$pending_commands| > 1 )
		{
		remove_pending_cmd(info$pending_commands, info$cmdarg);
		ftp_message(c);
		}
	}

event scheduled_analyzer_applied(c: connection, a: Analyzer::Tag) &priority=10
	{
	if ( [c$id$resp_h, c$id$resp_p] !in ftp_data_expected )
		return;

	add c$service["ftp-data"];
	Conn::register_removal_hook(c, finalize_ftp_data);
	}

event file_transferred(c: connection, prefix: string, descr: string, mime_type: string) &priority=5
	{
	if ( [c$id$resp_h, c$id$resp_p] in ftp_data_expected )
		ftp_data_expected[c$id$resp_h, c$id$resp_p]$mime_type =
			split_string1(mime_type, /;/)[0];
	}

event connection_reused(c: connection) &priority=5
	{
	if ( "ftp-data" in c$service )
		c$ftp_data_reuse = T;
	}

hook finalize_ftp_data(c: connection)
	{
	if ( c$ftp_data_reuse || [c$id$resp_h, c$id$resp_p] !in ftp_data_expected )
		return;

	delete ftp_data_expected[c$id$resp_h, c$id$resp_p];
@if ( Cluster::is_enabled() )
	Cluster::publish(ftp_relay_topic(), sync_remove_expected_data, c$id$resp_h, c$id$resp_p);
@endif
	}

hook finalize_ftp(c: connection)
	{
	if ( ! c?$ftp )
		return;

	for ( _, sent in c$ftp$pending_commands )
		{
		c$ftp$cmdarg = sent;
		ftp_message(c);
		}
	}
