##! Which tickets are asked for and given: kerberos.log.

@load ./consts
@load base/protocols/conn/removal-hooks

module KRB;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of Kerberos servers.
	const udp_ports = {88/udp} &redef;

	## Ports of Kerberos servers.
	const tcp_ports = {88/tcp} &redef;

	## A line of kerberos.log: a request and its answer.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		## `AS` or `TGS`.
		request_type: string &log &optional;
		client: string &log &optional;
		service: string &log &optional;
		success: bool &log &optional;
		error_code: count &optional;
		error_msg: string &log &optional;
		## How long the ticket is to be valid.
		from: time &log &optional;
		till: time &log &optional;
		## How the ticket is encrypted.
		cipher: string &log &optional;
		## What kind of ticket was asked for.
		forwardable: bool &log &optional;
		renewable: bool &log &optional;
		## Whether it was logged already.
		logged: bool &default=F;
	};

	## Errors that are part of ordinary logins and not logged.
	option ignored_errors: set[string] = {
		"NEEDED_PREAUTH",
		"Need to use PA-ENC-TIMESTAMP/PA-PK-AS-REQ",
	};

	## Raised with each line of the log.
	global log_krb: event(rec: Info);

	## Logs what has no answer when its connection ends.
	global finalize_krb: Conn::RemovalHook;
}

redef record connection += {
	krb: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_krb, $path="kerberos",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_KRB, udp_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_KRB_TCP, tcp_ports);
	}

# Make sure that there is a line; says whether it was logged already.
function set_session(c: connection): bool
	{
	if ( ! c?$krb )
		{
		Conn::register_removal_hook(c, finalize_krb);
		c$krb = Info($ts=network_time(), $uid=c$uid, $id=c$id);
		}

	return c$krb$logged;
	}

function do_log(c: connection)
	{
	if ( ! c?$krb || c$krb$logged )
		return;

	Log::write(LOG, c$krb);
	c$krb$logged = T;
	}

# What requests of both types say.
function note_request(info: Info, msg: KDC_Request)
	{
	if ( msg?$service_name )
		info$service = msg$service_name;

	if ( msg?$from )
		info$from = msg$from;

	if ( msg?$till )
		info$till = msg$till;

	if ( msg?$kdc_options )
		{
		info$forwardable = msg$kdc_options$forwardable;
		info$renewable = msg$kdc_options$renewable;
		}
	}

# What answers of both types say.
function note_response(info: Info, msg: KDC_Response)
	{
	if ( ! info?$client && (msg?$client_name || msg?$client_realm) )
		info$client = cat(msg?$client_name ? msg$client_name : "", "/",
			msg?$client_realm ? msg$client_realm : "");

	info$service = msg$ticket$service_name;
	info$cipher = cipher_name[msg$ticket$cipher];
	info$success = T;
	}

event krb_as_request(c: connection, msg: KDC_Request) &priority=5
	{
	if ( set_session(c) )
		return;

	c$krb$request_type = "AS";
	c$krb$client = cat(msg?$client_name ? msg$client_name : "", "/",
		msg?$service_realm ? msg$service_realm : "");
	note_request(c$krb, msg);
	}

event krb_tgs_request(c: connection, msg: KDC_Request) &priority=5
	{
	if ( set_session(c) )
		return;

	c$krb$request_type = "TGS";
	note_request(c$krb, msg);
	}

event krb_ap_request(c: connection, ticket: KRB::Ticket, opts: KRB::AP_Options) &priority=5
	{
	set_session(c);
	}

event krb_as_response(c: connection, msg: KDC_Response) &priority=5
	{
	if ( ! set_session(c) )
		note_response(c$krb, msg);
	}

event krb_as_response(c: connection, msg: KDC_Response) &priority=-5
	{
	do_log(c);
	}

event krb_tgs_response(c: connection, msg: KDC_Response) &priority=5
	{
	if ( ! set_session(c) )
		note_response(c$krb, msg);
	}

event krb_tgs_response(c: connection, msg: KDC_Response) &priority=-5
	{
	do_log(c);
	}

event krb_error(c: connection, msg: Error_Msg) &priority=5
	{
	if ( set_session(c) )
		return;

	if ( msg?$error_text && msg$error_text in ignored_errors )
		{
		delete c$krb;
		return;
		}

	local info = c$krb;

	if ( ! info?$client && (msg?$client_name || msg?$client_realm) )
		info$client = cat(msg?$client_name ? msg$client_name + "/" : "",
			msg?$client_realm ? msg$client_realm : "");

	if ( msg?$service_name )
		info$service = msg$service_name;

	info$success = F;
	info$error_code = msg$error_code;

	if ( msg?$error_text )
		info$error_msg = msg$error_text;
	else if ( msg$error_code in error_msg )
		info$error_msg = error_msg[msg$error_code];
	}

event krb_error(c: connection, msg: Error_Msg) &priority=-5
	{
	do_log(c);
	}

hook finalize_krb(c: connection)
	{
	do_log(c);
	}
