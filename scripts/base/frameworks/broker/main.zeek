module Broker;

export {
	const default_port: port = 9999/tcp &redef;
	const default_port_websocket: port = 9997/tcp &redef;
	const default_listen_retry: interval = 1 sec &redef;
	const default_listen_address: string = getenv("ZEEK_DEFAULT_LISTEN_ADDRESS") &redef;
	const default_listen_address_websocket: string = getenv("ZEEK_DEFAULT_LISTEN_ADDRESS") &redef;
	const default_connect_retry: interval = 1 sec &redef;
	const disable_ssl: bool = F &redef;
	const ssl_cafile: string = "" &redef;
	const ssl_capath: string = "" &redef;
	const ssl_certificate: string = "" &redef;
	const ssl_passphrase: string = "" &redef;
	const ssl_keyfile: string = "" &redef;
	const log_batch_size: count = 400 &redef;
	const log_batch_interval: interval = 1 sec &redef;
	const max_threads: count = 1 &redef;
	const peer_buffer_size: count = 8192 &redef;
	const peer_overflow_policy: string = "drop_oldest" &redef;
	const web_socket_buffer_size: count = 8192 &redef;
	const web_socket_overflow_policy: string = "drop_oldest" &redef;
	const buffer_stats_reset_interval: interval = 1 min &redef;
	const scheduler_policy: string = "sharing" &redef;
	const moderate_sleep: interval = 16 msecs &redef;
	const relaxed_sleep: interval = 64 msecs &redef;
	const aggressive_polls: count = 5 &redef;
	const moderate_polls: count = 5 &redef;
	const aggressive_interval: count = 4 &redef;
	const moderate_interval: count = 2 &redef;
	const relaxed_interval: count = 1 &redef;
	const forward_messages: bool = F &redef;

	option peer_counts_as_iosource: bool = T;

	const default_log_topic_prefix: string = "zeek/logs/" &redef;
	global default_log_topic: function(id: Log::ID, path: string): string;
}

function default_log_topic(id: Log::ID, path: string): string
	{
	return default_log_topic_prefix + cat(id);
	}

export {
	const log_topic: function(id: Log::ID, path: string): string = default_log_topic &redef;

	type LogSeverityLevel: enum {
		LOG_CRITICAL,
		LOG_ERROR,
		LOG_WARNING,
		LOG_INFO,
		LOG_VERBOSE,
		LOG_DEBUG,
	};

	const log_severity_level: Broker::LogSeverityLevel = LOG_WARNING &redef;
	const log_stderr_severity_level: Broker::LogSeverityLevel = LOG_CRITICAL &redef;

	type ErrorCode: enum {
		NO_ERROR = 0,
		UNSPECIFIED = 1,
		PEER_INCOMPATIBLE = 2,
		PEER_INVALID = 3,
		PEER_UNAVAILABLE = 4,
		PEER_DISCONNECT_DURING_HANDSHAKE = 5,
		PEER_TIMEOUT = 6,
		MASTER_EXISTS = 7,
		NO_SUCH_MASTER = 8,
		NO_SUCH_KEY = 9,
		REQUEST_TIMEOUT = 10,
		TYPE_CLASH = 11,
		INVALID_DATA = 12,
		BACKEND_FAILURE = 13,
		STALE_DATA = 14,
		CANNOT_OPEN_FILE = 15,
		CANNOT_WRITE_FILE = 16,
		INVALID_TOPIC_KEY = 17,
		END_OF_FILE = 18,
		INVALID_TAG = 19,
		INVALID_STATUS = 20,
		CAF_ERROR = 100,
	};

	type PeerStatus: enum {
		INITIALIZING,
		CONNECTING,
		CONNECTED,
		PEERED,
		DISCONNECTED,
		RECONNECTING,
	};

	type NetworkInfo: record {
		address: string &log;
		bound_port: port &log;
	};

	type EndpointInfo: record {
		id: string;
		network: NetworkInfo &optional;
	};

	type PeerInfo: record {
		peer: EndpointInfo;
		status: PeerStatus;
		is_outbound: bool;
	};

	type PeerInfos: vector of PeerInfo;

	type Data: record {
		data: opaque of Broker::Data &optional;
	};

	type DataVector: vector of Broker::Data;

	type Event: record {
		name: string &optional;
		args: DataVector;
	};

	type TableItem: record {
		key: Broker::Data;
		val: Broker::Data;
	};

	global listen: function(a: string &default=default_listen_address,
		p: port &default=default_port, retry: interval &default=default_listen_retry): port;
	global peer: function(a: string, p: port &default=default_port,
		retry: interval &default=default_connect_retry): bool;
	global unpeer: function(a: string, p: port): bool;
	global is_outbound_peering: function(a: string, p: port): bool;
	global peers: function(): vector of PeerInfo;
	global node_id: function(): string;
	global peering_stats: function(): table[string] of BrokerPeeringStats;
	global flush_logs: function(): count;
	global publish_id: function(topic: string, id: string): bool;
	global subscribe: function(topic_prefix: string): bool;
	global unsubscribe: function(topic_prefix: string): bool;
	global forward: function(topic_prefix: string): bool;
}

@load base/bif/comm.bif
@load base/bif/messaging.bif

event retry_listen(a: string, p: port, retry: interval)
	{
	listen(a, p, retry);
	}

function listen(a: string, p: port, retry: interval): port
	{
	local bound = __listen(a, p, Broker::NATIVE);

	if ( bound != 0/tcp )
		return bound;

	local from_environment = getenv("ZEEK_DEFAULT_LISTEN_RETRY");
	local delay = from_environment == "" ? retry : double_to_interval(to_double(from_environment));

	if ( delay != 0 secs )
		schedule delay { retry_listen(a, p, delay) };

	return bound;
	}

# Nothing waits to be sent to a peer; the first of these events is raised only where a
# script would notice.
event Broker::log_flush() &priority=10
	{
	flush_logs();
	schedule log_batch_interval { Broker::log_flush() };
	}

function peer(a: string, p: port, retry: interval): bool
	{
	return __peer(a, p, retry);
	}

function unpeer(a: string, p: port): bool
	{
	return __unpeer(a, p);
	}

function is_outbound_peering(a: string, p: port): bool
	{
	return __is_outbound_peering(a, p);
	}

function peers(): vector of PeerInfo
	{
	return __peers();
	}

function node_id(): string
	{
	return __node_id();
	}

function peering_stats(): table[string] of BrokerPeeringStats
	{
	return __peering_stats();
	}

function flush_logs(): count
	{
	return __flush_logs();
	}

function publish_id(topic: string, id: string): bool
	{
	return __publish_id(topic, id);
	}

function subscribe(topic_prefix: string): bool
	{
	return __subscribe(topic_prefix);
	}

function unsubscribe(topic_prefix: string): bool
	{
	return __unsubscribe(topic_prefix);
	}

function forward(topic_prefix: string): bool
	{
	return __forward(topic_prefix);
	}
