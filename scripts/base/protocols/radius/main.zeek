##! Where RADIUS is looked for, and the form of radius.log.

@load ./consts
@load base/utils/addrs
@load base/protocols/conn/removal-hooks

module RADIUS;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of RADIUS servers.
	const ports: set[port] = {1812/udp} &redef;

	## A line of radius.log.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		username: string &log &optional;
		mac: string &log &optional;
		framed_addr: addr &log &optional;
		tunnel_client: string &log &optional;
		connect_info: string &log &optional;
		reply_msg: string &log &optional;
		result: string &log &optional;
		ttl: interval &log &optional;
		logged: bool &default=F;
	};

	## Logs what has no end of its own.
	global finalize_radius: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_radius: event(rec: Info);
}

redef record connection += {
	radius: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_radius, $path="radius",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_RADIUS, ports);
	}

# What a request says of who wants in.
function note_request(info: Info, given: Attributes)
	{
	if ( ! info?$username && 1 in given )
		info$username = given[1][0];

	# Calling-Station-Id, which is expected to be a hardware address.
	if ( ! info?$mac && 31 in given )
		info$mac = normalize_mac(given[31][0]);

	if ( ! info?$tunnel_client && 66 in given )
		info$tunnel_client = given[66][0];

	if ( ! info?$connect_info && 77 in given )
		info$connect_info = given[77][0];
	}

function note_challenge(info: Info, given: Attributes)
	{
	if ( ! info?$framed_addr && 8 in given )
		info$framed_addr = raw_bytes_to_v4_addr(given[8][0]);

	if ( ! info?$reply_msg && 18 in given )
		info$reply_msg = given[18][0];
	}

event radius_message(c: connection, result: Message) &priority=5
	{
	if ( ! c?$radius )
		{
		c$radius = Info($ts=network_time(), $uid=c$uid, $id=c$id);
		Conn::register_removal_hook(c, finalize_radius);
		}

	local info = c$radius;

	switch ( msg_types[result$code] )
		{
		case "Access-Request":
			if ( result?$attributes )
				note_request(info, result$attributes);
			break;
		case "Access-Challenge":
			if ( result?$attributes )
				note_challenge(info, result$attributes);
			break;
		case "Access-Accept":
			info$result = "success";
			break;
		case "Access-Reject":
			info$result = "failed";
			break;
		}
	}

event radius_message(c: connection, result: Message) &priority=-5
	{
	local info = c$radius;

	if ( ! info?$result )
		return;

	local passed = network_time() - info$ts;

	if ( passed != 0secs )
		info$ttl = passed;

	Log::write(LOG, info);
	delete c$radius;
	}

hook finalize_radius(c: connection)
	{
	if ( ! c?$radius || c$radius$logged )
		return;

	c$radius$result = "unknown";
	Log::write(LOG, c$radius);
	}
