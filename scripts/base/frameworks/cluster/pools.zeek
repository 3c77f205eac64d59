@load ./main
@load base/utils/hash_hrw

module Cluster;

export {
	type PoolNode: record {
		name: string;
		alias: string;
		site_id: count;
		alive: bool &default=F;
		topic: string;
	};

	type PoolSpec: record {
		topic: string;
		node_type: Cluster::NodeType;
		max_nodes: count &optional;
		exclusive: bool &default=F;
	};

	type PoolNodeTable: table[string] of PoolNode;
	type RoundRobinTable: table[string] of int;

	type Pool: record {
		spec: PoolSpec;
		nodes: PoolNodeTable &default=PoolNodeTable();
		node_list: vector of PoolNode &default=vector();
		hrw_pool: HashHRW::Pool &default=HashHRW::Pool();
		rr_key_seq: RoundRobinTable &default=RoundRobinTable();
		alive_count: count &default=0;
	};

	global proxy_pool_spec: PoolSpec = PoolSpec(
		$topic="zeek/cluster/pool/proxy",
		$node_type=Cluster::PROXY
	) &redef;
	global worker_pool_spec: PoolSpec = PoolSpec(
		$topic="zeek/cluster/pool/worker",
		$node_type=Cluster::WORKER
	) &redef;
	global logger_pool_spec: PoolSpec = PoolSpec(
		$topic="zeek/cluster/pool/logger",
		$node_type=Cluster::LOGGER
	) &redef;
	global proxy_pool: Pool;
	global worker_pool: Pool;
	global logger_pool: Pool;
	global register_pool: function(spec: PoolSpec): Pool;
	global hrw_topic: function(pool: Pool, key: any): string;
	global rr_topic: function(pool: Pool, key: string &default=""): string;
	global rr_log_topic: function(id: Log::ID, path: string): string;
}

global init_pool_node: function(pool: Pool, name: string): bool;
global mark_pool_node_alive: function(pool: Pool, name: string): bool;
global mark_pool_node_dead: function(pool: Pool, name: string): bool;
global registered_pools: vector of Pool = vector();

type PoolEligibilityTracking: record {
	eligible_nodes: vector of NamedNode &default=vector();
	next_idx: count &default=0;
	excluded: count &default=0;
};

global pool_eligibility: table[Cluster::NodeType] of PoolEligibilityTracking = table();

function register_pool(spec: PoolSpec): Pool
	{
	local pool = Pool($spec=spec);
	registered_pools += pool;
	return pool;
	}

function hrw_topic(pool: Pool, key: any): string
	{
	if ( |pool$hrw_pool$sites| == 0 )
		return "";

	local chosen: PoolNode = HashHRW::get_site(pool$hrw_pool, key)$user_data;
	return chosen$topic;
	}

function rr_topic(pool: Pool, key: string): string
	{
	local total = |pool$node_list|;
	local first = key in pool$rr_key_seq ? pool$rr_key_seq[key] : 0;
	local tried = 0;

	if ( key !in pool$rr_key_seq )
		pool$rr_key_seq[key] = 0;

	while ( tried < total )
		{
		local candidate = pool$node_list[(first + tried) % total];
		++tried;

		if ( candidate$alive )
			{
			pool$rr_key_seq[key] = (first + tried) % total;
			return candidate$topic;
			}
		}

	return "";
	}

function rr_log_topic(id: Log::ID, path: string): string
	{
	local topic = rr_topic(logger_pool, "Cluster::rr_log_topic");
	return topic == "" ? Broker::default_log_topic(id, path) : topic;
	}

function site_id_in_pool(pool: Pool, site_id: count): bool
	{
	for ( _, pn in pool$nodes )
		{
		if ( pn$site_id == site_id )
			return T;
		}

	return F;
	}

function init_pool_node(pool: Pool, name: string): bool
	{
	if ( name in pool$nodes )
		return F;

	# Another alias is tried when the identifiers of two nodes collide.
	local suffix = 0;

	while ( site_id_in_pool(pool, fnv1a32(fmt("%s.%d", name, suffix))) )
		++suffix;

	local alias = fmt("%s.%d", name, suffix);
	local pn = PoolNode($name=name, $alias=alias, $site_id=fnv1a32(alias),
		$alive=(node == name), $topic=node_topic(name));
	pool$nodes[name] = pn;
	pool$node_list += pn;

	if ( pn$alive )
		++pool$alive_count;

	return T;
	}

function mark_pool_node_alive(pool: Pool, name: string): bool
	{
	if ( name !in pool$nodes )
		return F;

	local pn = pool$nodes[name];

	if ( ! pn$alive )
		++pool$alive_count;

	pn$alive = T;
	HashHRW::add_site(pool$hrw_pool, HashHRW::Site($id=pn$site_id, $user_data=pn));
	return T;
	}

function mark_pool_node_dead(pool: Pool, name: string): bool
	{
	if ( name !in pool$nodes )
		return F;

	local pn = pool$nodes[name];

	if ( pn$alive )
		--pool$alive_count;

	pn$alive = F;
	HashHRW::rem_site(pool$hrw_pool, HashHRW::Site($id=pn$site_id, $user_data=pn));
	return T;
	}

event Cluster::node_up(name: string, id: string) &priority=10
	{
	for ( _, pool in registered_pools )
		mark_pool_node_alive(pool, name);
	}

event Cluster::node_down(name: string, id: string) &priority=10
	{
	for ( _, pool in registered_pools )
		mark_pool_node_dead(pool, name);
	}

function pool_sorter(a: Pool, b: Pool): int
	{
	return strcmp(a$spec$topic, b$spec$topic);
	}

# Takes the next eligible node of a kind, in turn.
function take_node(tracking: PoolEligibilityTracking): string
	{
	local name = tracking$eligible_nodes[tracking$next_idx]$name;
	tracking$next_idx = (tracking$next_idx + 1) % |tracking$eligible_nodes|;
	return name;
	}

# Gives a pool nodes that no other pool gets.
function fill_exclusive_pool(pool: Pool, tracking: PoolEligibilityTracking)
	{
	local remaining: vector of NamedNode = vector();

	for ( i, candidate in tracking$eligible_nodes )
		{
		if ( i < pool$spec$max_nodes )
			init_pool_node(pool, candidate$name);
		else
			remaining += candidate;
		}

	tracking$eligible_nodes = remaining;
	}

function fill_shared_pool(pool: Pool, tracking: PoolEligibilityTracking)
	{
	local wanted = |tracking$eligible_nodes|;

	if ( pool$spec?$max_nodes && pool$spec$max_nodes < wanted )
		wanted = pool$spec$max_nodes;

	while ( wanted > 0 )
		{
		init_pool_node(pool, take_node(tracking));
		--wanted;
		}
	}

function find_eligible_nodes()
	{
	for ( kind in set(WORKER, PROXY, LOGGER) )
		pool_eligibility[kind] = PoolEligibilityTracking($eligible_nodes=nodes_with_type(kind));

	local managers = nodes_with_type(MANAGER);

	if ( manager_is_logger && |managers| > 0 )
		pool_eligibility[LOGGER]$eligible_nodes += managers[0];
	}

function check_exclusive_pools()
	{
	for ( _, pool in registered_pools )
		{
		if ( pool$spec$node_type !in pool_eligibility )
			Reporter::fatal(fmt("invalid pool node type: %s", pool$spec$node_type));

		if ( ! pool$spec$exclusive )
			next;

		if ( ! pool$spec?$max_nodes )
			Reporter::fatal("Cluster::PoolSpec 'max_nodes' field must be set when using the 'exclusive' flag");

		pool_eligibility[pool$spec$node_type]$excluded += pool$spec$max_nodes;
		}

	for ( kind, tracking in pool_eligibility )
		{
		if ( tracking$excluded > |tracking$eligible_nodes| )
			Reporter::fatal(fmt("not enough %s nodes to satisfy pool exclusivity requirements: need %d nodes",
				kind, tracking$excluded));
		}
	}

event zeek_init()
	{
	worker_pool = register_pool(worker_pool_spec);
	proxy_pool = register_pool(proxy_pool_spec);
	logger_pool = register_pool(logger_pool_spec);
	}

event zeek_init() &priority=-5
	{
	if ( ! is_enabled() )
		return;

	# The order of registration may differ from node to node.
	sort(registered_pools, pool_sorter);
	find_eligible_nodes();
	check_exclusive_pools();

	for ( _, pool in registered_pools )
		{
		if ( pool$spec$exclusive )
			fill_exclusive_pool(pool, pool_eligibility[pool$spec$node_type]);
		}

	for ( _, pool in registered_pools )
		{
		if ( ! pool$spec$exclusive )
			fill_shared_pool(pool, pool_eligibility[pool$spec$node_type]);
		}
	}
