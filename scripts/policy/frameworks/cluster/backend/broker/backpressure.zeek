##! Counts peers that were given up because they took too little.

@load base/frameworks/telemetry
@load base/frameworks/cluster

module Cluster;

global broker_backpressure_disconnects_cf = Telemetry::register_counter_family([
	$prefix="zeek", $name="broker-backpressure-disconnects", $unit="",
	$label_names=vector("peer"),
	$help_text="Peers of Broker that were dropped because they fell behind"]);

event Broker::peer_removed(endpoint: Broker::EndpointInfo, msg: string)
	{
	if ( ! endpoint?$network || "caf::sec::backpressure_overflow" !in msg )
		return;

	local name = nodeid_to_node(endpoint$id)$name;
	local known = name != "";
	local place = endpoint$network;

	Cluster::log(fmt("removed due to backpressure overflow: %s%s:%s (%s)",
		known ? "" : "non-cluster peer ", place$address, place$bound_port,
		known ? name : endpoint$id));
	Telemetry::counter_family_inc(broker_backpressure_disconnects_cf,
		vector(known ? name : "unknown"));
	}
