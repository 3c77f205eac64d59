##! A controller that is a program elsewhere, told of flows by Broker. It is active once
##! it is there as a peer.

@load base/frameworks/openflow
@load base/frameworks/broker

module OpenFlow;

export {
	redef enum Plugin += { BROKER };

	redef record ControllerState += {
		## Where it is, the switch it is asked about, and the topic it listens on.
		broker_host: addr &optional;
		broker_port: port &optional;
		broker_dpid: count &optional;
		broker_topic: string &optional;
	};

	## A controller at that address.
	global broker_new: function(name: string, host: addr, host_port: port, topic: string,
		dpid: count): OpenFlow::Controller;

	## Sent to it.
	global broker_flow_mod: event(name: string, dpid: count, match: ofp_match,
		flow_mod: ofp_flow_mod);
	global broker_flow_clear: event(name: string, dpid: count);
}

# Those that are waited for.
global broker_peers: table[port, string] of Controller;

function broker_describe(state: ControllerState): string
	{
	return fmt("Broker-%s:%d-%d", state$broker_host, state$broker_port, state$broker_dpid);
	}

function broker_flow_mod_fun(state: ControllerState, match: ofp_match,
	flow_mod: OpenFlow::ofp_flow_mod): bool
	{
	Broker::publish(state$broker_topic, broker_flow_mod, state$_name, state$broker_dpid,
		match, flow_mod);
	return T;
	}

function broker_flow_clear_fun(state: OpenFlow::ControllerState): bool
	{
	Broker::publish(state$broker_topic, broker_flow_clear, state$_name, state$broker_dpid);
	return T;
	}

# What it answers are the events of the framework, under the same topic.
function broker_init(state: OpenFlow::ControllerState)
	{
	Broker::subscribe(state$broker_topic);
	Broker::peer(cat(state$broker_host), state$broker_port);
	}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string)
	{
	local net = endpoint$network;

	if ( [net$bound_port, net$address] !in broker_peers )
		return;

	controller_init_done(broker_peers[net$bound_port, net$address]);
	delete broker_peers[net$bound_port, net$address];
	}

function broker_new(name: string, host: addr, host_port: port, topic: string,
	dpid: count): OpenFlow::Controller
	{
	local state = ControllerState($broker_host=host, $broker_port=host_port,
		$broker_dpid=dpid, $broker_topic=topic);
	local c = OpenFlow::Controller($supports_flow_removed=T, $state=state,
		$describe=broker_describe, $init=broker_init, $flow_mod=broker_flow_mod_fun,
		$flow_clear=broker_flow_clear_fun);

	register_controller(BROKER, name, c);

	if ( [host_port, cat(host)] in broker_peers )
		Reporter::warning(fmt("Peer %s:%s was added to NetControl openflow plugin twice.", host, host_port));
	else
		broker_peers[host_port, cat(host)] = c;

	return c;
	}
