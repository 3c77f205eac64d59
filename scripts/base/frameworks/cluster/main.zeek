@load base/frameworks/control
@load base/frameworks/broker
@load ./types

module Cluster;

export {
	const enable_round_robin_logging: bool = T &redef;
	const logger_topic: string = "zeek/cluster/logger" &redef;
	const manager_topic: string = "zeek/cluster/manager" &redef;
	const proxy_topic: string = "zeek/cluster/proxy" &redef;
	const worker_topic: string = "zeek/cluster/worker" &redef;
	const broadcast_topics: set[string] = {logger_topic, manager_topic, proxy_topic, worker_topic};
	const node_topic_prefix: string = "zeek/cluster/node/" &redef;
	const nodeid_topic_prefix: string = "zeek/cluster/nodeid/" &redef;
	const default_master_node: string = "" &redef;
	const default_backend: Broker::BackendType = Broker::MEMORY &redef;
	const default_persistent_backend: Broker::BackendType = Broker::SQLITE &redef;
	const default_store_dir: string = "" &redef;

	type StoreInfo: record {
		name: string &optional;
		store: opaque of Broker::Store &optional;
		master_node: string &default=default_master_node;
		master: bool &default=F;
		backend: Broker::BackendType &default=default_backend;
		options: Broker::BackendOptions &default=Broker::BackendOptions();
		clone_resync_interval: interval &default=Broker::default_clone_resync_interval;
		clone_stale_interval: interval &default=Broker::default_clone_stale_interval;
		clone_mutation_buffer_interval: interval &default=Broker::default_clone_mutation_buffer_interval;
	};

	global stores: table[string] of StoreInfo &default=StoreInfo() &redef;
	global create_store: function(name: string, persistent: bool &default=F): StoreInfo
		&deprecated="Remove in v9.1. Cluster::create_store() uses Broker stores which are deprecated.";

	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	type Info: record {
		ts: time;
		node: string;
		message: string;
	} &log;

	## Tells whether this process is a node of a cluster.
	global is_enabled: function(): bool;

	## Returns the kind of this node.
	global local_node_type: function(): NodeType;

	global local_node_metrics_port: function(): port;

	const nodes: table[string] of Node = {} &redef;

	global get_node_count: function(node_type: NodeType): count;
	global get_active_node_count: function(node_type: NodeType): count;

	const manager_is_logger: bool = T &redef;

	## Name of this node, empty outside of a cluster.
	const node: string = getenv("CLUSTER_NODE") &redef;

	global node_id: function(): string = Broker::node_id &redef;

	const retry_interval: interval = 1 sec &redef;

	global hello: event(name: string, id: string);
	global node_up: event(name: string, id: string);
	global node_down: event(name: string, id: string);
	global log: function(msg: string);
	global node_topic: function(name: string): string &redef;
	global nodeid_topic: function(id: string): string &redef;
	global nodeid_to_node: function(id: string): NamedNode;
	global init: function(): bool;
	global listen_websocket: function(options: WebSocketServerOptions): bool;
	global connect_node_hook: hook(connectee: NamedNode);
}

global active_node_ids: table[NodeType] of set[string];

@load base/bif/cluster.bif
@load base/bif/plugins/Zeek_Cluster_WebSocket.events.bif

function is_enabled(): bool
	{
	return node != "";
	}

function local_node_type(): NodeType
	{
	return node in nodes ? nodes[node]$node_type : NONE;
	}

function local_node_metrics_port(): port
	{
	return node in nodes && nodes[node]?$metrics_port ? nodes[node]$metrics_port : 0/unknown;
	}

function nodes_with_type(node_type: NodeType): vector of NamedNode
	{
	local found: vector of NamedNode = vector();

	for ( name, n in nodes )
		{
		if ( n$node_type == node_type )
			found += NamedNode($name=name, $node=n);
		}

	return sort(found, function(a: NamedNode, b: NamedNode): int { return strcmp(a$name, b$name); });
	}

function get_node_count(node_type: NodeType): count
	{
	return |nodes_with_type(node_type)|;
	}

function get_active_node_count(node_type: NodeType): count
	{
	return node_type in active_node_ids ? |active_node_ids[node_type]| : 0;
	}

function node_topic(name: string): string
	{
	return node_topic_prefix + name + "/";
	}

function nodeid_topic(id: string): string
	{
	return nodeid_topic_prefix + id + "/";
	}

function nodeid_to_node(id: string): NamedNode
	{
	for ( name, n in nodes )
		{
		if ( n?$id && n$id == id )
			return NamedNode($name=name, $node=n);
		}

	return NamedNode($name="", $node=Node($node_type=NONE, $ip=0.0.0.0));
	}

function log(msg: string)
	{
	Log::write(LOG, Info($ts=network_time(), $node=node, $message=msg));
	}

event Cluster::hello(name: string, id: string) &priority=10
	{
	if ( name !in nodes )
		{
		Reporter::error(fmt("Got Cluster::hello msg from unexpected node: %s", name));
		return;
		}

	local n = nodes[name];

	if ( ! n?$id )
		event Cluster::node_up(name, id);
	else if ( n$id != id )
		Reporter::error(fmt("Got Cluster::hello msg from duplicate node:%s", name));

	n$id = id;
	log(fmt("got hello from %s (%s)", name, id));

	if ( n$node_type !in active_node_ids )
		active_node_ids[n$node_type] = set();

	add active_node_ids[n$node_type][id];
	}

event Cluster::node_down(name: string, id: string) &priority=10
	{
	local down = nodeid_to_node(id);

	if ( down$name == "" )
		{
		Reporter::error(fmt("No node found in Cluster::node_down() node:%s id:%s", name, id));
		return;
		}

	log(fmt("node down: %s", down$name));
	delete nodes[down$name]$id;
	delete active_node_ids[down$node$node_type][id];
	}

event zeek_init() &priority=5
	{
	if ( is_enabled() && node !in nodes )
		{
		Reporter::error(fmt("'%s' is not a valid node in the Cluster::nodes configuration", node));
		terminate();
		}

	Log::create_stream(LOG, Log::Stream($columns=Info, $path="cluster", $policy=log_policy));
	}

@pragma push ignore-deprecations

# Every process here is a node of its own: it holds the master of each store.
function create_store(name: string, persistent: bool): StoreInfo
	{
	local info = stores[name];
	info$name = name;

	if ( info?$store )
		{
		Reporter::warning(fmt("duplicate cluster store creation for %s", name));
		return info;
		}

	local default_path = Broker::BackendOptions()$sqlite$path;

	if ( default_store_dir != "" && info$options$sqlite$path == default_path )
		info$options$sqlite$path = fmt("%s/%s.sqlite", default_store_dir, name);

	if ( persistent && info$backend == Broker::MEMORY )
		info$backend = default_persistent_backend;

	info$store = Broker::create_master(name, info$backend, info$options);
	info$master = T;
	stores[name] = info;
	return info;
	}

@pragma pop ignore-deprecations

function init(): bool
	{
	return Cluster::Backend::__init(node_id());
	}

function listen_websocket(options: WebSocketServerOptions): bool
	{
	return __listen_websocket(options);
	}

function format_endpoint_info(ei: EndpointInfo): string
	{
	local text = fmt("'%s' (%s:%d)", ei$id, ei$network$address, ei$network$bound_port);
	return ei?$application_name ? fmt("%s application_name=%s", text, ei$application_name) : text;
	}

event websocket_client_added(endpoint: EndpointInfo, subscriptions: string_vec)
	{
	log(fmt("WebSocket client %s subscribed to %s", format_endpoint_info(endpoint), subscriptions));
	}

event websocket_client_lost(endpoint: EndpointInfo, code: count, reason: string)
	{
	local why = reason == "" ? "" : fmt(" and reason '%s'", reason);
	log(fmt("WebSocket client %s gone with code %d%s", format_endpoint_info(endpoint), code, why));
	}

event Cluster::Backend::error(tag: string, message: string)
	{
	Reporter::error(fmt("Cluster::Backend::error: %s (%s)", tag, message));
	}
