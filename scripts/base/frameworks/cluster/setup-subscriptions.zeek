##! Subscribes a node to the topics of its kind, of its pools and of itself.

@load ./main
@load ./pools

module Cluster;

const topics_of_kinds: table[NodeType] of string = {
	[LOGGER] = logger_topic,
	[MANAGER] = manager_topic,
	[PROXY] = proxy_topic,
	[WORKER] = worker_topic,
};

event zeek_init() &priority=-5
	{
	local kind = nodes[node]$node_type;

	# zeekctl only wants to know whether the scripts load.
	if ( getenv("ZEEKCTL_CHECK_CONFIG") != "" )
		return;

	for ( _, pool in registered_pools )
		if ( node in pool$nodes )
			Cluster::subscribe(pool$spec$topic);

	if ( kind == NONE )
		return;

	if ( kind in topics_of_kinds )
		Cluster::subscribe(topics_of_kinds[kind]);
	else if ( kind != CONTROL )
		{
		Reporter::error(fmt("Unhandled cluster node type: %s", kind));
		return;
		}

	Cluster::subscribe(nodeid_topic(Cluster::node_id()));
	Cluster::subscribe(node_topic(node));
	}
