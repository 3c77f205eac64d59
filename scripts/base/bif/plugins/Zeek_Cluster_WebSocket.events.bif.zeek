module Cluster;

export {
	global websocket_client_added: event(endpoint: EndpointInfo, subscriptions: string_vec);
	global websocket_client_lost: event(endpoint: EndpointInfo, code: count, reason: string);
}
