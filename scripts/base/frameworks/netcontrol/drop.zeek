##! Rules that drop traffic, and the log of them.

@load ./main

module NetControl;

export {
	redef enum Log::ID += { DROP_LOG };

	global log_policy_drop: Log::PolicyHook;

	## Drops everything from and to a host. Gives the rule's id, empty if nobody took it.
	global drop_address: function(a: addr, t: interval, location: string &default="")
		: string;

	## Drops a connection.
	global drop_connection: function(c: conn_id, t: interval, location: string &default="")
		: string;

	## A line of netcontrol_drop.log.
	type DropInfo: record {
		ts: time &log;
		rule_id: string &log;
		orig_h: addr &log;
		orig_p: port &log &optional;
		resp_h: addr &log &optional;
		resp_p: port &log &optional;
		expire: interval &log;
		location: string &log &optional;
	};

	## May change a rule, or stop it with `break`.
	global NetControl::drop_rule_policy: hook(r: Rule);

	## Each line that is logged.
	global log_netcontrol_drop: event(rec: DropInfo);
}

event zeek_init() &priority=5
	{
	Log::create_stream(DROP_LOG, Log::Stream($columns=DropInfo, $ev=log_netcontrol_drop,
		$path="netcontrol_drop", $policy=log_policy_drop));
	}

# Adds a rule, and logs it if somebody took it.
function drop_entity(e: Entity, log: DropInfo, location: string): string
	{
	local r = Rule($ty=DROP, $target=FORWARD, $entity=e, $expire=log$expire,
		$location=location);

	if ( ! hook NetControl::drop_rule_policy(r) )
		return "";

	log$rule_id = add_rule(r);

	if ( log$rule_id == "" )
		return "";

	if ( location != "" )
		log$location = location;

	Log::write(DROP_LOG, log);
	return log$rule_id;
	}

function drop_connection(c: conn_id, t: interval, location: string): string
	{
	return drop_entity(Entity($ty=CONNECTION, $conn=c), DropInfo($ts=network_time(),
		$rule_id="", $orig_h=c$orig_h, $orig_p=c$orig_p, $resp_h=c$resp_h,
		$resp_p=c$resp_p, $expire=t), location);
	}

function drop_address(a: addr, t: interval, location: string): string
	{
	return drop_entity(Entity($ty=ADDRESS, $ip=addr_to_subnet(a)),
		DropInfo($ts=network_time(), $rule_id="", $orig_h=a, $expire=t), location);
	}
