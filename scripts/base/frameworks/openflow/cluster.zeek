##! What other nodes would ask of the one that talks to the controllers; a run is that
##! node.

@load ./main
@load ./non-cluster
@load base/frameworks/cluster

module OpenFlow;

export {
	## A flow is to be changed by the controller of this name.
	global cluster_flow_mod: event(name: string, match: ofp_match, flow_mod: ofp_flow_mod);

	## All flows of the controller of this name are to be dropped.
	global cluster_flow_clear: event(name: string);
}

event OpenFlow::cluster_flow_mod(name: string, match: ofp_match, flow_mod: ofp_flow_mod)
	{
	for ( _, controller in lookup_controller(name) )
		OpenFlow::flow_mod(controller, match, flow_mod);
	}

event OpenFlow::cluster_flow_clear(name: string)
	{
	for ( _, controller in lookup_controller(name) )
		OpenFlow::flow_clear(controller);
	}
