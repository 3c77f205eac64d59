##! Chooses Broker for a cluster. A run is one node and opens no connections; what it
##! publishes reaches its own handlers as `Cluster::publish` says.

@load base/frameworks/broker
@load base/frameworks/cluster

module Cluster;

redef Cluster::backend = Cluster::CLUSTER_BACKEND_BROKER;

# Makes a node known to a new peer.
event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string) &priority=10
	{
	if ( Cluster::is_enabled() )
		Broker::publish(nodeid_topic(endpoint$id),
			Broker::make_event(Cluster::hello, node, Cluster::node_id()));
	}

event Broker::peer_lost(endpoint: Broker::EndpointInfo, msg: string) &priority=10
	{
	local lost = nodeid_to_node(endpoint$id);

	if ( lost$name != "" )
		event Cluster::node_down(lost$name, endpoint$id);
	}

# Those who log for others listen to what is logged.
event zeek_init() &priority=-10
	{
	if ( ! Cluster::is_enabled() || getenv("ZEEKCTL_CHECK_CONFIG") != "" )
		return;

	if ( Cluster::backend != Cluster::CLUSTER_BACKEND_BROKER )
		return;

	local kind = Cluster::local_node_type();

	if ( kind == LOGGER || (kind == MANAGER && Cluster::manager_is_logger) )
		Cluster::subscribe(Broker::default_log_topic_prefix);
	}
