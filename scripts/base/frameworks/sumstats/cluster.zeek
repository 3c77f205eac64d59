##! What scripts may name of summaries over several nodes. A run is one node, which has
##! all observations itself, so that they are summed up as without a cluster.

@load ./main
@load ./non-cluster
@load base/frameworks/cluster

module SumStats;

export {
	## The part of a threshold at which a node asks for the sum of all nodes.
	const cluster_request_global_view_percent = 0.2 &redef;

	## How many such requests may be open at a time.
	const max_outstanding_global_views = 10 &redef;

	global cluster_ss_request: event(uid: string, ss_name: string, cleanup: bool);
	global cluster_get_result: event(uid: string, ss_name: string, key: Key, cleanup: bool);
	global cluster_send_result: event(uid: string, ss_name: string, key: Key,
		result: Result, cleanup: bool);
	global cluster_key_intermediate_response: event(ss_name: string, key: SumStats::Key);
	global send_data: event(uid: string, ss_name: string, data: ResultTable, cleanup: bool);
	global get_a_key: event(uid: string, ss_name: string, cleanup: bool &default=F);
	global send_a_key: event(uid: string, ss_name: string, key: Key);
	global send_no_key: event(uid: string, ss_name: string);
	global cluster_threshold_crossed: event(ss_name: string, key: SumStats::Key,
		thold_index: count);
}
