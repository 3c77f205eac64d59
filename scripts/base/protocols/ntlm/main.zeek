##! Who logs in with NTLM, and whether it goes well: ntlm.log.

@load base/protocols/conn/removal-hooks

module NTLM;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of ntlm.log: one login.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		## What the client says of itself.
		username: string &log &optional;
		hostname: string &log &optional;
		domainname: string &log &optional;
		## What the server says of itself.
		server_nb_computer_name: string &log &optional;
		server_dns_computer_name: string &log &optional;
		server_tree_name: string &log &optional;
		## Whether the server accepted it.
		success: bool &log &optional;
		## Whether it was logged already.
		done: bool &default=F;
	};

	## Logs a login without a result when its connection ends.
	global finalize_ntlm: Conn::RemovalHook;
}

redef DPD::ignore_violations += { Analyzer::ANALYZER_NTLM };

redef record connection += {
	ntlm: Info &optional;
};

# States of a negotiation (RFC 4178 4.2.2).
const accept_completed = 0;
const accept_incomplete = 1;

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="ntlm", $policy=log_policy));
	}

function set_session(c: connection)
	{
	if ( c?$ntlm )
		return;

	Conn::register_removal_hook(c, finalize_ntlm);
	c$ntlm = Info($ts=network_time(), $uid=c$uid, $id=c$id);
	}

event ntlm_negotiate(c: connection, negotiate: NTLM::Negotiate) &priority=5
	{
	set_session(c);
	}

event ntlm_challenge(c: connection, challenge: NTLM::Challenge) &priority=5
	{
	set_session(c);

	if ( ! challenge?$target_info )
		return;

	local server = challenge$target_info;
	local info = c$ntlm;

	if ( server?$nb_computer_name )
		info$server_nb_computer_name = server$nb_computer_name;

	if ( server?$dns_computer_name )
		info$server_dns_computer_name = server$dns_computer_name;

	if ( server?$dns_tree_name )
		info$server_tree_name = server$dns_tree_name;
	}

event ntlm_authenticate(c: connection, request: NTLM::Authenticate) &priority=5
	{
	set_session(c);

	local info = c$ntlm;

	if ( request?$user_name )
		info$username = request$user_name;

	if ( request?$workstation )
		info$hostname = request$workstation;

	if ( request?$domain_name )
		info$domainname = request$domain_name;
	}

event gssapi_neg_result(c: connection, state: count) &priority=3
	{
	if ( c?$ntlm && state != accept_incomplete )
		c$ntlm$success = state == accept_completed;
	}

event gssapi_neg_result(c: connection, state: count) &priority=-3
	{
	if ( ! c?$ntlm || c$ntlm$done || ! c$ntlm?$success )
		return;

	Log::write(LOG, c$ntlm);
	c$ntlm$done = T;
	}

hook finalize_ntlm(c: connection)
	{
	if ( c?$ntlm && ! c$ntlm$done )
		Log::write(LOG, c$ntlm);
	}
