##! For a process that others may ask and direct from afar.

@load base/frameworks/broker
@load base/frameworks/control

module Control;

function answer_topic(answer: string): string
	{
	return fmt("%s/%s/%s", Control::topic_prefix, answer, Cluster::node);
	}

event zeek_init() &priority=-10
	{
	if ( Cluster::backend != Cluster::CLUSTER_BACKEND_BROKER )
		return;

	Broker::subscribe(fmt("%s/%s", Control::topic_prefix, Broker::node_id()));

	if ( Control::controllee_listen )
		Broker::listen();
	}

event Control::id_value_request(id: string)
	{
	Cluster::publish(answer_topic("id_value_response"), Control::id_value_response, id,
		fmt("%s", lookup_ID(id)));
	}

event Control::peer_status_request()
	{
	local status = "";

	for ( _, known in Broker::peers() )
		status += fmt("%.6f peer=%s host=%s status=%s\n", network_time(),
			known$peer$id, known$peer$network$address, known$status);

	Cluster::publish(answer_topic("peer_status_response"),
		Control::peer_status_response, status);
	}

event Control::net_stats_request()
	{
	local seen = get_net_stats();

	Cluster::publish(answer_topic("net_stats_response"), Control::net_stats_response,
		fmt("%.6f recvd=%d dropped=%d link=%d\n", network_time(), seen$pkts_recvd,
			seen$pkts_dropped, seen$pkts_link));
	}

event Control::configuration_update_request()
	{
	event Control::configuration_update();
	Cluster::publish(answer_topic("configuration_update_response"),
		Control::configuration_update_response);
	}

event Control::shutdown_request()
	{
	Cluster::publish(answer_topic("shutdown_response"), Control::shutdown_response);

	# The answer goes out first.
	schedule 1sec { terminate_event() };
	}
