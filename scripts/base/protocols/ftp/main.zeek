##! Where FTP is looked for.

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
