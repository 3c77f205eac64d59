module Broker;

export {
	global internal_log_event: event(lvl: LogSeverityLevel, id: string, description: string);
	global peer_added: event(endpoint: EndpointInfo, msg: string);
	global peer_removed: event(endpoint: EndpointInfo, msg: string);
	global peer_lost: event(endpoint: EndpointInfo, msg: string);
	global endpoint_discovered: event(endpoint: EndpointInfo, msg: string);
	global endpoint_unreachable: event(endpoint: EndpointInfo, msg: string);
	global status: event(endpoint: EndpointInfo, msg: string);
	global error: event(code: ErrorCode, msg: string);

	type BrokerProtocol: enum { NATIVE, WEBSOCKET };

	global __listen: function(a: string, p: port, proto: BrokerProtocol): port;
	global __peer: function(a: string, p: port, retry: interval): bool;
	global __peer_no_retry: function(a: string, p: port): bool;
	global __unpeer: function(a: string, p: port): bool;
	global __is_outbound_peering: function(a: string, p: port): bool;
	global __peers: function(): PeerInfos;
	global __node_id: function(): string;
	global __peering_stats: function(): BrokerPeeringStatsTable;
}
