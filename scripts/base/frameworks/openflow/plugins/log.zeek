##! A controller that only logs the rules that it is given.

@load base/frameworks/logging
@load base/frameworks/openflow

module OpenFlow;

export {
	redef enum Plugin += { OFLOG };

	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A controller for the switch of an id. It says of all rules that they worked out,
	## if `success_event` is set.
	global log_new: function(dpid: count, success_event: bool &default=T)
		: OpenFlow::Controller;

	redef record ControllerState += {
		log_dpid: count &optional;
		log_success_event: bool &optional;
	};

	## A line of openflow.log.
	type Info: record {
		ts: time &log;
		## The switch.
		dpid: count &log;
		match: ofp_match &log;
		flow_mod: ofp_flow_mod &log;
	};

	## Each line that is logged.
	global log_openflow: event(rec: Info);
}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_openflow,
		$path="openflow", $policy=log_policy));
	}

function log_flow_mod(state: ControllerState, match: ofp_match,
	flow_mod: OpenFlow::ofp_flow_mod): bool
	{
	Log::write(LOG, Info($ts=network_time(), $dpid=state$log_dpid, $match=match,
		$flow_mod=flow_mod));

	if ( state$log_success_event )
		event OpenFlow::flow_mod_success(state$_name, match, flow_mod);

	return T;
	}

function log_describe(state: ControllerState): string
	{
	return fmt("Log-%d", state$log_dpid);
	}

function log_new(dpid: count, success_event: bool): OpenFlow::Controller
	{
	local c = OpenFlow::Controller($supports_flow_removed=F, $describe=log_describe,
		$flow_mod=log_flow_mod, $state=ControllerState($log_dpid=dpid,
			$log_success_event=success_event));

	register_controller(OFLOG, cat(dpid), c);
	return c;
	}
