# What other nodes would send is declared, and reaches the one node there is.
@load base/frameworks/netcontrol
@load base/frameworks/netcontrol/cluster
@load base/frameworks/openflow/cluster
@load base/frameworks/packet-filter/cluster
@load base/frameworks/sumstats/cluster
@load base/frameworks/cluster/supervisor
@load policy/frameworks/cluster/backend/broker
@load policy/frameworks/cluster/experimental

redef Log::default_writer = Log::WRITER_NONE;

event NetControl::init()
	{
	NetControl::activate(NetControl::create_debug(T), 0);
	}

event NetControl::init_done()
	{
	local rule = NetControl::Rule($ty=NetControl::DROP, $target=NetControl::FORWARD,
		$entity=NetControl::Entity($ty=NetControl::ADDRESS, $ip=10.0.0.1/32),
		$expire=1 min);
	event NetControl::cluster_netcontrol_add_rule(rule);
	}

event NetControl::rule_added(r: NetControl::Rule, p: NetControl::PluginState, msg: string)
	{
	print "added", r$entity$ip;
	event NetControl::cluster_netcontrol_remove_rule(r$id, "enough");
	}

event NetControl::rule_removed(r: NetControl::Rule, p: NetControl::PluginState, msg: string)
	{
	print "removed", r$entity$ip;
	}

event Cluster::Experimental::cluster_started()
	{
	print "never without a cluster";
	}

event zeek_init()
	{
	print Cluster::is_enabled(), Cluster::backend, SumStats::max_outstanding_global_views;
	print Cluster::Experimental::cluster_started_topic;
	print Cluster::Supervisor::__init_cluster_nodes();
	}
