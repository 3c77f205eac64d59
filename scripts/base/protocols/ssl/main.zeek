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

	## Root certificates by subject, in DER: those of Mozilla.
	const root_certs: table[string] of string = {} &redef;

	## Logs of certificate transparency by the hash of their key.
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

# Letters of the history by the type of the handshake message; those of a hello that
# asks to try again and of others are below.
const history_letters: table[count] of string = {
	[HELLO_REQUEST] = "h",
	[CLIENT_HELLO] = "c",
	[SERVER_HELLO] = "s",
	[HELLO_VERIFY_REQUEST] = "v",
	[SESSION_TICKET] = "t",
	# The end of early data.
	[5] = "e",
	[HELLO_RETRY_REQUEST] = "j",
	[ENCRYPTED_EXTENSIONS] = "o",
	[CERTIFICATE] = "x",
	[SERVER_KEY_EXCHANGE] = "k",
	[CERTIFICATE_REQUEST] = "r",
	[SERVER_HELLO_DONE] = "n",
	[CERTIFICATE_VERIFY] = "y",
	[CLIENT_KEY_EXCHANGE] = "g",
	[FINISHED] = "f",
	[CERTIFICATE_URL] = "w",
	[CERTIFICATE_STATUS] = "u",
	[SUPPLEMENTAL_DATA] = "a",
	[KEY_UPDATE] = "p",
	# The hash that stands for earlier messages.
	[254] = "m",
};

# The random number of a server hello that asks the client to try again: RFC 8446 4.1.3.
const retry_random = hexstr_to_bytestring(
	"cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

# Adds a letter, in upper case for the client.
function add_to_history(c: connection, is_client: bool, letter: string)
	{
	local info = c$ssl;

	if ( |info$ssl_history| == max_ssl_history_length )
		return;

	info$ssl_history += is_client ? to_upper(letter) : letter;

	if ( |info$ssl_history| == max_ssl_history_length )
		Reporter::conn_weird("SSL_max_ssl_history_length_reached", c);
	}

# Drafts of TLS 1.3 have their number in the lower byte.
function is_tls13(version: count): bool
	{
	return version == TLSv13 || version / 0xFF == 0x7F;
	}

# Writes the line once, as soon as nobody holds a token.
function log_record(info: Info)
	{
	if ( info$logged )
		return;

	if ( ! info?$delay_tokens || |info$delay_tokens| == 0 )
		{
		Log::write(LOG, info);
		info$logged = T;
		return;
		}

	when [info] ( |info$delay_tokens| == 0 )
		{
		log_record(info);
		}
	timeout 15secs
		{
		# Long enough.
		delete info$delay_tokens;
		log_record(info);
		}
	}

# Logs the handshake, and leaves the connection alone if that is wanted.
function finish(c: connection, leave: bool)
	{
	log_record(c$ssl);

	if ( ! leave || ! disable_analyzer_after_detection || ! c?$ssl
	     || ! c$ssl?$analyzer_id )
		return;

	if ( disable_analyzer(c$id, c$ssl$analyzer_id) )
		delete c$ssl$analyzer_id;
	}

event ssl_client_hello(c: connection, version: count, record_version: count,
		possible_ts: time, client_random: string, session_id: string,
		ciphers: index_vec, comp_methods: index_vec) &priority=5
	{
	set_session(c);

	# An id of zeros only is none.
	if ( |session_id| > 0 && session_id != /^\x00{32}$/ )
		{
		c$ssl$session_id = bytestring_to_hexstr(session_id);
		c$ssl$client_ticket_empty_session_seen = F;
		}

	# The hello of SSLv2 is no handshake message.
	if ( record_version == 0 )
		add_to_history(c, T, "c");
	}

event ssl_server_hello(c: connection, version: count, record_version: count,
		possible_ts: time, server_random: string, session_id: string, cipher: count,
		comp_method: count) &priority=5
	{
	set_session(c);
	local info = c$ssl;

	# The extension of TLS 1.3 has come before, and counts.
	if ( ! info?$version_num )
		{
		info$version_num = version;
		info$version = version_strings[version];
		}

	info$cipher = cipher_desc[cipher];

	if ( server_random == retry_random )
		info$hrr_seen = T;

	# The same id as the client's, except with TLS 1.3, where it means nothing.
	if ( info?$session_id && info$session_id == bytestring_to_hexstr(session_id)
	     && ! is_tls13(info$version_num) )
		info$resumed = T;

	if ( version == SSLv2 )
		add_to_history(c, F, "s");
	}

event ssl_extension_supported_versions(c: connection, is_client: bool, versions: index_vec)
	{
	# One version is the server's choice.
	if ( is_client || |versions| != 1 )
		return;

	set_session(c);
	c$ssl$version_num = versions[0];
	c$ssl$version = version_strings[versions[0]];
	}

event ssl_ecdh_server_params(c: connection, curve: count, point: string) &priority=5
	{
	set_session(c);
	c$ssl$curve = ec_curves[curve];
	}

event ssl_extension_key_share(c: connection, is_client: bool, curves: index_vec)
	{
	if ( is_client || |curves| != 1 )
		return;

	set_session(c);
	c$ssl$curve = ec_curves[curves[0]];
	}

event ssl_extension_server_name(c: connection, is_client: bool, names: string_vec) &priority=5
	{
	set_session(c);

	if ( ! is_client || |names| == 0 )
		return;

	c$ssl$server_name = names[0];

	if ( |names| > 1 )
		Reporter::conn_weird("SSL_many_server_names", c, cat(names));
	}

event ssl_extension_application_layer_protocol_negotiation(c: connection, is_client: bool,
		protocols: string_vec)
	{
	set_session(c);

	if ( ! is_client && |protocols| > 0 )
		c$ssl$next_protocol = protocols[0];
	}

event ssl_connection_flipped(c: connection)
	{
	set_session(c);
	c$ssl$ssl_history += "^";
	}

event ssl_handshake_message(c: connection, is_client: bool, msg_type: count, length: count)
	&priority=5
	{
	set_session(c);
	local info = c$ssl;

	if ( is_client && msg_type == CLIENT_KEY_EXCHANGE )
		info$client_key_exchange_seen = T;

	# The event of the hello has come before.
	if ( msg_type == SERVER_HELLO && info$hrr_seen )
		{
		add_to_history(c, is_client, "j");
		info$hrr_seen = F;
		}
	else if ( msg_type in history_letters )
		add_to_history(c, is_client, history_letters[msg_type]);
	else
		add_to_history(c, is_client, "z");
	}

event ssl_extension(c: connection, is_client: bool, code: count, val: string) &priority=5
	{
	set_session(c);
	local info = c$ssl;

	# The id of the session comes with the hello, after its extensions.
	if ( is_client && code == SSL_EXTENSION_SESSIONTICKET_TLS && |val| > 0 )
		info$client_ticket_empty_session_seen = T;

	if ( code != SSL_EXTENSION_PRE_SHARED_KEY )
		return;

	if ( is_client )
		info$client_psk_seen = T;
	else if ( info$client_psk_seen )
		info$resumed = T;
	}

event ssl_change_cipher_spec(c: connection, is_client: bool) &priority=5
	{
	set_session(c);
	add_to_history(c, is_client, "i");

	# Without a new key, the ticket was good.
	if ( is_client && c$ssl$client_ticket_empty_session_seen
	     && ! c$ssl$client_key_exchange_seen )
		c$ssl$resumed = T;
	}

event ssl_alert(c: connection, is_client: bool, level: count, desc: count) &priority=5
	{
	set_session(c);
	add_to_history(c, is_client, "l");
	c$ssl$last_alert = alert_descriptions[desc];
	}

event ssl_heartbeat(c: connection, is_client: bool, length: count, heartbeat_type: count,
		payload_length: count, payload: string)
	{
	set_session(c);
	add_to_history(c, is_client, "b");
	}

event ssl_plaintext_data(c: connection, is_client: bool, record_version: count,
		content_type: count, length: count) &priority=5
	{
	set_session(c);

	if ( content_type == APPLICATION_DATA && c$ssl?$version && ! c$ssl$established )
		Reporter::conn_weird("ssl_early_application_data", c);
	}

event ssl_established(c: connection) &priority=20
	{
	set_session(c);
	hook ssl_finishing(c);
	}

event ssl_established(c: connection) &priority=7
	{
	c$ssl$established = T;
	}

event ssl_established(c: connection) &priority=-5
	{
	finish(c, T);
	}

hook finalize_ssl(c: connection)
	{
	if ( ! c?$ssl )
		return;

	# A handshake that came to nothing.
	if ( ! c$ssl$logged )
		hook ssl_finishing(c);

	finish(c, F);
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	&priority=5
	{
	if ( atype != Analyzer::ANALYZER_SSL && atype != Analyzer::ANALYZER_DTLS )
		return;

	set_session(info$c);
	info$c$ssl$analyzer_id = info$aid;
	}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	&priority=5
	{
	if ( atype != Analyzer::ANALYZER_SSL && atype != Analyzer::ANALYZER_DTLS )
		return;

	local c = info$c;

	if ( ! c?$ssl )
		return;

	if ( ! c$ssl$logged )
		hook ssl_finishing(c);

	# Others take the analyzer off.
	delete c$ssl$analyzer_id;
	finish(c, F);
	}
