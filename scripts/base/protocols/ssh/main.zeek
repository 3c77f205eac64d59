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
