##! Where SSH is looked for, and the form of ssh.log.

@load base/protocols/conn/removal-hooks
@load base/utils/directions-and-hosts

module SSH;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of SSH servers.
	const ports: set[port] = {22/tcp} &redef;

	## A line of ssh.log: one session.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		## Major version of the protocol.
		version: count &log &optional;
		## Unset where that cannot be told.
		auth_success: bool &log &optional;
		auth_attempts: count &log &default=0;
		direction: Direction &log &optional;
		## What the sides call themselves.
		client: string &log &optional;
		server: string &log &optional;
		## The algorithms that were agreed on.
		cipher_alg: string &log &optional;
		mac_alg: string &log &optional;
		compression_alg: string &log &optional;
		kex_alg: string &log &optional;
		host_key_alg: string &log &optional;
		host_key_fingerprint: string &log &optional;
		logged: bool &default=F;
		capabilities: Capabilities &optional;
		analyzer_id: count &optional;
	};

	## Algorithms that compress, so that lengths tell nothing of logins.
	option compression_algorithms = set("zlib", "zlib@openssh.com");

	## Whether a session is left alone once its login was seen.
	option disable_analyzer_after_detection = T;

	## Raised with each line of the log.
	global log_ssh: event(rec: Info);

	## Logs what has no end of its own.
	global finalize_ssh: Conn::RemovalHook;
}

module GLOBAL;

export {
	## Raised when a login fails.
	global ssh_auth_failed: event(c: connection);

	## Raised once it is clear whether the logins of a session worked; with how many
	## there were.
	global ssh_auth_result: event(c: connection, result: bool, auth_attempts: count);
}

module SSH;

redef record connection += {
	ssh: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_ssh, $path="ssh",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SSH, ports);
	}

function set_session(c: connection)
	{
	if ( c?$ssh )
		return;

	local info = Info($ts=network_time(), $uid=c$uid, $id=c$id);
	local from_here = Site::is_local_addr(c$id$orig_h);

	# Between two local or two remote hosts there is no direction.
	if ( from_here != Site::is_local_addr(c$id$resp_h) )
		info$direction = from_here ? OUTBOUND : INBOUND;

	c$ssh = info;
	Conn::register_removal_hook(c, finalize_ssh);
	}

# Whether a side that speaks version 1 does so only for the sake of old ones.
function is_compatible(version: string): bool
	{
	return |version| > 7 && version[6:8] == "99";
	}

# The version that both sides speak (RFC 4253 5.1).
function set_version(c: connection)
	{
	local info = c$ssh;
	delete info$version;

	if ( ! info?$client || ! info?$server || |info$client| == 0 || |info$server| == 0 )
		return;

	local both = fmt("%s vs %s", info$server, info$client);

	if ( |info$client| < 5 || |info$server| < 5 )
		{
		Reporter::conn_weird("SSH_cannot_determine_version", c, both);
		return;
		}

	local client = info$client[4];
	local server = info$server[4];

	if ( client == "2" && server == "2" )
		info$version = 2;
	else if ( client == "1" && server == "1" )
		info$version = is_compatible(info$client) && is_compatible(info$server) ? 2 : 1;
	else if ( client == "1" && server == "2" )
		{
		if ( is_compatible(info$client) )
			info$version = 2;
		else
			Reporter::conn_weird("SSH_version_mismatch", c, both);
		}
	else if ( client == "2" && server == "1" )
		{
		if ( is_compatible(info$server) )
			info$version = 2;
		else
			Reporter::conn_weird("SSH_version_mismatch", c, both);
		}
	}

event ssh_server_version(c: connection, version: string)
	{
	set_session(c);
	c$ssh$server = version;
	set_version(c);
	}

event ssh_client_version(c: connection, version: string)
	{
	set_session(c);
	c$ssh$client = version;
	set_version(c);
	}

event ssh_auth_attempted(c: connection, authenticated: bool) &priority=5
	{
	if ( ! c?$ssh )
		return;

	local info = c$ssh;

	if ( info?$auth_success && info$auth_success )
		return;

	# Lengths of what is compressed tell nothing.
	if ( info?$compression_alg && info$compression_alg in compression_algorithms )
		return;

	info$auth_success = authenticated;
	++info$auth_attempts;

	if ( authenticated && disable_analyzer_after_detection && info?$analyzer_id )
		disable_analyzer(c$id, info$analyzer_id);
	}

event ssh_auth_attempted(c: connection, authenticated: bool) &priority=-5
	{
	if ( ! authenticated || ! c?$ssh || c$ssh$logged )
		return;

	event ssh_auth_result(c, authenticated, c$ssh$auth_attempts);
	c$ssh$logged = T;
	Log::write(LOG, c$ssh);
	}

# The first of the client's algorithms that the server knows, too.
function find_alg(client_algorithms: vector of string, server_algorithms: vector of string): string
	{
	local known: set[string];

	for ( _, algorithm in server_algorithms )
		add known[algorithm];

	for ( _, algorithm in client_algorithms )
		if ( algorithm in known )
			return algorithm;

	return "Algorithm negotiation failed";
	}

# The same in both directions, which may differ.
function find_bidirectional_alg(client_prefs: Algorithm_Prefs, server_prefs: Algorithm_Prefs): string
	{
	local to_server = find_alg(client_prefs$client_to_server, server_prefs$client_to_server);
	local to_client = find_alg(client_prefs$server_to_client, server_prefs$server_to_client);

	return to_server == to_client ? to_server :
		fmt("To server: %s, to client: %s", to_server, to_client);
	}

event ssh_capabilities(c: connection, cookie: string, capabilities: Capabilities)
	{
	if ( ! c?$ssh )
		return;

	local info = c$ssh;

	if ( ! info?$capabilities )
		{
		info$capabilities = capabilities;
		return;
		}

	if ( info$capabilities$is_server == capabilities$is_server )
		return;

	local client = capabilities$is_server ? info$capabilities : capabilities;
	local server = capabilities$is_server ? capabilities : info$capabilities;

	info$cipher_alg = find_bidirectional_alg(client$encryption_algorithms,
		server$encryption_algorithms);
	info$mac_alg = find_bidirectional_alg(client$mac_algorithms, server$mac_algorithms);
	info$compression_alg = find_bidirectional_alg(client$compression_algorithms,
		server$compression_algorithms);
	info$kex_alg = find_alg(client$kex_algorithms, server$kex_algorithms);
	info$host_key_alg = find_alg(client$server_host_key_algorithms,
		server$server_host_key_algorithms);
	}

event ssh_server_host_key_fingerprint(c: connection, fingerprint: string) &priority=5
	{
	if ( c?$ssh )
		c$ssh$host_key_fingerprint = fingerprint;
	}

hook finalize_ssh(c: connection)
	{
	if ( ! c?$ssh || c$ssh$logged )
		return;

	local info = c$ssh;

	if ( info?$client && info?$server && info?$auth_success )
		{
		# What worked was logged at once.
		if ( ! info$auth_success )
			event ssh_auth_failed(c);

		return;
		}

	info$logged = T;
	Log::write(LOG, info);
	}

event ssh_auth_failed(c: connection) &priority=-5
	{
	if ( ! c?$ssh || c$ssh$logged )
		return;

	c$ssh$logged = T;
	Log::write(LOG, c$ssh);
	event ssh_auth_result(c, F, c$ssh$auth_attempts);
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=20
	{
	if ( atype != Analyzer::ANALYZER_SSH )
		return;

	set_session(info$c);
	info$c$ssh$analyzer_id = info$aid;
	}
