##! Rules that keep traffic from whoever monitors it, and the log of them.

@load ./main

module NetControl;

export {
	redef enum Log::ID += { SHUNT };

	global log_policy_shunt: Log::PolicyHook;

	## Keeps one direction of a connection away. Gives the rule's id, empty if nobody took
	## it.
	global shunt_flow: function(f: flow_id, t: interval, location: string &default="")
		: string;

	## A line of netcontrol_shunt.log.
	type ShuntInfo: record {
		ts: time &log;
		rule_id: string &log;
		f: flow_id &log;
		expire: interval &log;
		location: string &log &optional;
	};

	## Each line that is logged.
	global log_netcontrol_shunt: event(rec: ShuntInfo);
}

event zeek_init() &priority=5
	{
	Log::create_stream(SHUNT, Log::Stream($columns=ShuntInfo, $ev=log_netcontrol_shunt,
		$path="netcontrol_shunt", $policy=log_policy_shunt));
	}

function shunt_flow(f: flow_id, t: interval, location: string): string
	{
	local id = add_rule(Rule($ty=DROP, $target=MONITOR, $entity=flow_entity(f), $expire=t,
		$location=location));

	if ( id == "" )
		return "";

	local log = ShuntInfo($ts=network_time(), $rule_id=id, $f=f, $expire=t);

	if ( location != "" )
		log$location = location;

	Log::write(SHUNT, log);
	return id;
	}
