##! The manager collects which nodes have met all others.

@load base/frameworks/cluster
@load policy/frameworks/cluster/experimental

module Cluster::Experimental;

global fully_connected_nodes_pending: set[string];

event zeek_init()
	{
	fully_connected_nodes_pending = table_keys(Cluster::nodes);
	}

event Cluster::Experimental::node_fully_connected(name: string, id: string,
	resending: bool)
	{
	# Others know of the start if it is the manager that began anew.
	is_cluster_started = is_cluster_started || resending;
	delete fully_connected_nodes_pending[name];

	if ( is_cluster_started || |fully_connected_nodes_pending| > 0 )
		return;

	event Cluster::Experimental::cluster_started();
	Cluster::publish(cluster_started_topic, Cluster::Experimental::cluster_started);
	}

event Cluster::Experimental::cluster_started()
	{
	Cluster::log("cluster connected");
	}
