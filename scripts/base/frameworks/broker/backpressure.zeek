# A peer that was dropped for being slow is taken up again by the side that had
# connected to it.
module GLOBAL;

event Broker::peer_removed(endpoint: Broker::EndpointInfo, msg: string)
	{
	if ( "caf::sec::backpressure_overflow" !in msg )
		return;

	if ( ! endpoint?$network )
		{
		Reporter::error(fmt("Missing network info to re-peer with %s", endpoint$id));
		return;
		}

	local net = endpoint$network;

	if ( Broker::is_outbound_peering(net$address, net$bound_port) )
		Broker::peer(net$address, net$bound_port);
	}
