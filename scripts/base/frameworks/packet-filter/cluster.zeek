##! Workers put their filter in force once more when they meet the manager, so that it
##! is logged there.

@load ./main
@load base/frameworks/cluster

module PacketFilter;

event Cluster::hello(name: string, id: string) &priority=-3
	{
	local me = Cluster::local_node_type();

	if ( me != Cluster::WORKER || name !in Cluster::nodes )
		return;

	if ( Cluster::nodes[name]$node_type == Cluster::MANAGER )
		install();
	}
