##! The nodes of a cluster as a supervisor hands them to those that it starts.

@load base/frameworks/supervisor/api
@load ./main

module Cluster::Supervisor;

export {
	## Fills `Cluster::nodes` with what the supervisor said. False if it said nothing.
	global __init_cluster_nodes: function(): bool;
}

const kinds: table[Supervisor::ClusterRole] of Cluster::NodeType = {
	[Supervisor::LOGGER] = Cluster::LOGGER,
	[Supervisor::MANAGER] = Cluster::MANAGER,
	[Supervisor::PROXY] = Cluster::PROXY,
	[Supervisor::WORKER] = Cluster::WORKER,
};

function __init_cluster_nodes(): bool
	{
	local given = Supervisor::node()$cluster;
	local manager = "";

	for ( name, endpoint in given )
		if ( endpoint$role == Supervisor::MANAGER )
			manager = name;

	for ( name, endpoint in given )
		{
		local kind = Cluster::NONE;

		if ( endpoint$role in kinds )
			kind = kinds[endpoint$role];

		local found = Cluster::Node($node_type=kind, $ip=endpoint$host, $p=endpoint$p);

		if ( manager != "" && kind != Cluster::MANAGER )
			found$manager = manager;

		if ( endpoint?$metrics_port )
			found$metrics_port = endpoint$metrics_port;

		Cluster::nodes[name] = found;
		}

	return |given| > 0;
	}
