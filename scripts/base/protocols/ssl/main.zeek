##! Where SSL is looked for, and the form of ssl.log.

@load base/frameworks/notice/weird
@load ./consts
@load base/protocols/conn/removal-hooks

module SSL;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Whether a connection is left alone once it is encrypted.
	option disable_analyzer_after_detection = T;

	## Ports of DTLS servers.
	const dtls_ports: set[port] = {443/udp} &redef;

	## Longest history of messages.
	option max_ssl_history_length = 100;

	## Ports of SSL servers.
	const ssl_ports: set[port] = {
		443/tcp, 465/tcp, 563/tcp, 585/tcp, 614/tcp, 636/tcp, 989/tcp,
		990/tcp, 992/tcp, 993/tcp, 995/tcp, 5223/tcp
	} &redef;

	## A log of certificate transparency.
	type CTInfo: record {
		description: string;
		operator: string;
		key: string;
		maximum_merge_delay: count;
		url: string;
	};

	## A line of ssl.log: a handshake.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		version_num: count &optional;
		version: string &log &optional;
		cipher: string &log &optional;
		curve: string &log &optional;
		server_name: string &log &optional;
		session_id: string &optional;
		resumed: bool &log &default=F;
		client_ticket_empty_session_seen: bool &default=F;
		client_key_exchange_seen: bool &default=F;
		client_psk_seen: bool &default=F;
		last_alert: string &log &optional;
		next_protocol: string &log &optional;
		analyzer_id: count &optional;
		established: bool &log &default=F;
		logged: bool &default=F;
		hrr_seen: bool &default=F;
		ssl_history: string &log &default="";
		delay_tokens: set[string] &optional;
	};

	## Keeps a line from being written while the token is held.
	global delay_log: function(info: Info, token: string);

	## Logs what has no end of its own.
	global finalize_ssl: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_ssl: event(rec: Info);

	## Run before a line is written.
	global ssl_finishing: hook(c: connection);

	## Gives a token back.
	global undelay_log: function(info: Info, token: string);

	## Root certificates by subject, in DER; none unless given.
	const root_certs: table[string] of string = {} &redef;

	## Logs of certificate transparency by the hash of their key; none unless given.
	option ct_logs: table[string] of CTInfo = {};
}

redef record connection += {
	ssl: Info &optional;
};

event zeek_init() &priority=6
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ssl, $path="ssl",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SSL, ssl_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_DTLS, dtls_ports);
	}

function set_session(c: connection)
	{
	if ( c?$ssl )
		return;

	c$ssl = Info($ts=network_time(), $uid=c$uid, $id=c$id);
	Conn::register_removal_hook(c, finalize_ssl);
	}

function delay_log(info: Info, token: string)
	{
	if ( ! info?$delay_tokens )
		info$delay_tokens = set();

	add info$delay_tokens[token];
	}

function undelay_log(info: Info, token: string)
	{
	if ( info?$delay_tokens )
		delete info$delay_tokens[token];
	}
