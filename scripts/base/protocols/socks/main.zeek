##! Where SOCKS is looked for, and the form of socks.log.

@load base/frameworks/tunnels
@load ./consts
@load base/protocols/conn/removal-hooks

module SOCKS;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Whether passwords are logged.
	option default_capture_password = F;

	## Ports of SOCKS servers.
	const ports: set[port] = {1080/tcp} &redef;

	## A line of socks.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		version: count &log;
		user: string &log &optional;
		password: string &log &optional;
		status: string &log &optional;
		request: Address &log &optional;
		request_p: port &log &optional;
		bound: Address &log &optional;
		bound_p: port &log &optional;
		capture_password: bool &default=default_capture_password;
	};

	## Logs what has no end of its own.
	global finalize_socks: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_socks: event(rec: Info);
}

redef record connection += {
	socks: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_socks, $path="socks",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SOCKS, ports);
	}

function set_session(c: connection, version: count)
	{
	if ( c?$socks )
		return;

	c$socks = Info($ts=network_time(), $id=c$id, $uid=c$uid, $version=version);
	Conn::register_removal_hook(c, finalize_socks);
	}

event socks_request(c: connection, version: count, request_type: count, sa: SOCKS::Address, p: port, user: string) &priority=5
	{
	set_session(c, version);
	c$socks$request = sa;
	c$socks$request_p = p;

	# All connections of a client to a proxy are one tunnel.
	local id = copy(c$id);
	id$orig_p = 0/tcp;
	Tunnel::register(Tunnel::EncapsulatingConn($cid=id, $tunnel_type=Tunnel::SOCKS));
	}

event socks_reply(c: connection, version: count, reply: count, sa: SOCKS::Address, p: port) &priority=5
	{
	set_session(c, version);

	if ( version == 5 )
		c$socks$status = v5_status[reply];
	else if ( version == 4 )
		c$socks$status = v4_status[reply];

	c$socks$bound = sa;
	c$socks$bound_p = p;
	}

event socks_login_userpass_request(c: connection, user: string, password: string) &priority=5
	{
	set_session(c, 5);
	c$socks$user = user;

	if ( c$socks$capture_password )
		c$socks$password = password;
	}

event socks_login_userpass_reply(c: connection, code: count) &priority=5
	{
	set_session(c, 5);
	c$socks$status = v5_status[code];
	}

hook finalize_socks(c: connection)
	{
	# Others were taken for SOCKS by mistake.
	if ( "SOCKS" in c$service )
		Log::write(LOG, c$socks);
	}
