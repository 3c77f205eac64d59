##! Tells when all nodes of a cluster know each other.

@load base/frameworks/cluster

module Cluster::Experimental;

export {
	## A node has met all that it waits for; `resending` if the cluster had started.
	global node_fully_connected: event(name: string, id: string, resending: bool);

	## All nodes have met.
	global cluster_started: event();

	## Where `cluster_started` is published.
	const cluster_started_topic = "zeek/cluster/experimental/started" &redef;
}

# The nodes that are still to be met.
global connectees_pending: set[string];

global is_cluster_started = F;

@if ( Cluster::is_enabled() )

@if ( Cluster::local_node_type() == Cluster::MANAGER )
@load ./nodes-experimental/manager
@endif

event zeek_init()
	{
	Cluster::subscribe(cluster_started_topic);

	for ( name in Cluster::nodes )
		if ( name != Cluster::node )
			add connectees_pending[name];
	}

event Cluster::node_up(name: string, id: string) &priority=-10
	{
	delete connectees_pending[name];

	if ( |connectees_pending| > 0 )
		return;

	event node_fully_connected(Cluster::node, Cluster::node_id(), is_cluster_started);
	Cluster::publish(Cluster::manager_topic, Cluster::Experimental::node_fully_connected,
		Cluster::node, Cluster::node_id(), is_cluster_started);
	}

event Cluster::Experimental::node_fully_connected(name: string, id: string,
	resending: bool)
	{
	if ( ! is_remote_event() )
		Cluster::log("fully connected");
	}

event Cluster::Experimental::cluster_started()
	{
	is_cluster_started = T;
	}

@endif
