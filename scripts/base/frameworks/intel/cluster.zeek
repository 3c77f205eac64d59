##! What nodes of a cluster do with intelligence: the manager keeps all of it, the
##! others the indicators alone.

@load ./main
@load base/frameworks/cluster

module Intel;

global insert_item: event(item: Item) &is_used;
global insert_indicator: event(item: Item) &is_used;
global new_min_data_store: event(store: MinDataStore) &is_used;

# Whether a worker that comes up gets all indicators.
const send_store_on_node_up = T &redef;

@if ( Cluster::local_node_type() != Cluster::MANAGER )
redef have_full_data = F;
@endif

@if ( Cluster::local_node_type() == Cluster::MANAGER )

event Cluster::node_up(name: string, id: string)
	{
	if ( send_store_on_node_up && name in Cluster::nodes
	     && Cluster::nodes[name]$node_type == Cluster::WORKER )
		Cluster::publish(Cluster::node_topic(name), new_min_data_store, min_data_store);
	}

event Intel::new_item(item: Item) &priority=5
	{
	local topic = Cluster::rr_topic(Cluster::proxy_pool, "intel_insert_rr_key");

	Cluster::publish(topic == "" ? Cluster::worker_topic : topic, insert_indicator, item);
	}

event remove_indicator(item: Item)
	{
	Cluster::publish(Cluster::worker_topic, remove_indicator, item);
	}

event Intel::insert_item(item: Item) &priority=5
	{
	_insert(item, T);
	}

event Intel::remove_item(item: Item, purge_indicator: bool) &priority=5
	{
	remove(item, purge_indicator);
	}

event Intel::match_remote(s: Seen) &priority=5
	{
	if ( find(s) )
		event Intel::match(s, get_items(s));
	}

@endif

@if ( Cluster::local_node_type() == Cluster::WORKER )

event Intel::new_item(item: Item) &priority=5
	{
	Cluster::publish(Cluster::manager_topic, insert_item, item);
	}

event remove_item(item: Item, purge_indicator: bool)
	{
	Cluster::publish(Cluster::manager_topic, remove_item, item, purge_indicator);
	}

event match_remote(s: Seen)
	{
	Cluster::publish(Cluster::manager_topic, match_remote, s);
	}

event Intel::insert_indicator(item: Item) &priority=5
	{
	_insert(item, F);
	}

event new_min_data_store(store: MinDataStore)
	{
	for ( host in min_data_store$host_data )
		hook indicator_removed(cat(host), ADDR);

	for ( net in min_data_store$subnet_data )
		hook indicator_removed(cat(net), SUBNET);

	for ( [text, kind] in min_data_store$string_data )
		hook indicator_removed(text, kind);

	min_data_store = store;

	for ( host in store$host_data )
		hook indicator_inserted(cat(host), ADDR);

	for ( net in store$subnet_data )
		hook indicator_inserted(cat(net), SUBNET);

	for ( [text, kind] in store$string_data )
		hook indicator_inserted(text, kind);
	}

@endif

@if ( Cluster::local_node_type() == Cluster::PROXY )

event Intel::insert_indicator(item: Item) &priority=5
	{
	Cluster::publish(Cluster::worker_topic, insert_indicator, item);
	}

@endif
