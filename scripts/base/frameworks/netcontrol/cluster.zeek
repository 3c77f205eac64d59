##! What other nodes would ask of the one that keeps the rules; a run is that node.

@load ./main
@load ./non-cluster
@load base/frameworks/cluster

module NetControl;

export {
	## A rule is to be added.
	global cluster_netcontrol_add_rule: event(r: Rule);

	## A rule is to be removed where it is in force.
	global cluster_netcontrol_remove_rule: event(id: string, reason: string);

	## A rule is to be forgotten.
	global cluster_netcontrol_delete_rule: event(id: string, reason: string);
}

event NetControl::cluster_netcontrol_add_rule(r: Rule)
	{
	add_rule(r);
	}

event NetControl::cluster_netcontrol_remove_rule(id: string, reason: string)
	{
	remove_rule(id, reason);
	}

event NetControl::cluster_netcontrol_delete_rule(id: string, reason: string)
	{
	delete_rule(id, reason);
	}
