##! The form of rfb.log.

@load base/protocols/conn/removal-hooks

module RFB;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of rfb.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		client_major_version: string &log &optional;
		client_minor_version: string &log &optional;
		server_major_version: string &log &optional;
		server_minor_version: string &log &optional;
		authentication_method: string &log &optional;
		auth: bool &log &optional;
		share_flag: bool &log &optional;
		desktop_name: string &log &optional;
		width: count &log &optional;
		height: count &log &optional;
		done: bool &default=F;
	};

	## Logs what has no end of its own.
	global finalize_rfb: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_rfb: event(rec: Info);
}

redef record connection += {
	rfb: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_rfb, $path="rfb",
		$policy=log_policy));
	}
