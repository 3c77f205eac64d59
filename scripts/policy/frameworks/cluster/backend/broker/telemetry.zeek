##! Shows how full the buffers to the peers of Broker are, by the names of nodes.

@load base/frameworks/telemetry
@load base/frameworks/cluster

module Cluster;

global broker_peer_buffer_messages_gf = Telemetry::register_gauge_family([
	$prefix="zeek", $name="broker-peer-buffer-messages", $unit="",
	$label_names=vector("peer"), $help_text="Messages that wait for a peer"]);

global broker_peer_buffer_recent_max_messages_gf = Telemetry::register_gauge_family([
	$prefix="zeek", $name="broker-peer-buffer-recent-max-messages", $unit="",
	$label_names=vector("peer"), $help_text="The most that lately waited for a peer"]);

global broker_peer_buffer_overflows_cf = Telemetry::register_counter_family([
	$prefix="zeek", $name="broker-peer-buffer-overflows", $unit="",
	$label_names=vector("peer"), $help_text="How often too much waited for a peer"]);

## Overflows of a node. A peering counts from zero, the metric goes on.
type EpochData: record {
	## Which peering is counted.
	peer_id: string;
	num_overflows: count &default=0;
	## Those of peerings that are over.
	num_past_overflows: count &default=0;
};

global peering_epoch_data: table[string] of EpochData;

# All overflows of a node, whose present peering had so many.
function overflows_of(name: string, peer_id: string, now: count): count
	{
	if ( name !in peering_epoch_data )
		peering_epoch_data[name] = EpochData($peer_id=peer_id);

	local kept = peering_epoch_data[name];

	if ( kept$peer_id != peer_id )
		{
		kept$num_past_overflows += kept$num_overflows;
		kept$peer_id = peer_id;
		}

	kept$num_overflows = now;
	return kept$num_past_overflows + now;
	}

hook Telemetry::sync()
	{
	for ( peer_id, stats in Broker::peering_stats() )
		{
		local name = nodeid_to_node(peer_id)$name;

		if ( name == "" )
			next;

		local labels = vector(name);
		Telemetry::gauge_family_set(broker_peer_buffer_messages_gf, labels,
			stats$num_queued);
		Telemetry::gauge_family_set(broker_peer_buffer_recent_max_messages_gf, labels,
			stats$max_queued_recently);
		Telemetry::counter_family_set(broker_peer_buffer_overflows_cf, labels,
			overflows_of(name, peer_id, stats$num_overflows));
		}
	}
