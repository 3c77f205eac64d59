##! Logs hosts that completed a TCP handshake, each once a day.

@load base/frameworks/cluster
@load base/utils/directions-and-hosts

module Known;

export {
	redef enum Log::ID += { HOSTS_LOG };

	global log_policy_hosts: Log::PolicyHook;

	## A line of known_hosts.log.
	type HostsInfo: record {
		ts: time &log;
		## The host, on whichever side of a connection.
		host: addr &log;
	};

	## Whether known hosts are kept in a Broker store rather than in `hosts`.
	const use_host_store = F &redef &deprecated="Remove in v9.1. Store support has been disabled by default since Zeek 6.0 due to performance and will be removed.";

	## Whose hosts are logged.
	option host_tracking = LOCAL_HOSTS;

	## The Broker store.
	global host_store: Cluster::StoreInfo;

	## Its name.
	const host_store_name = "zeek/known/hosts" &redef;

	## How long it keeps a host.
	const host_store_expiry = 1day &redef;

	## How long an answer of it may take.
	option host_store_timeout = 15sec;

	## Hosts that were logged within a day.
	global hosts: set[addr] &create_expire=1day &redef;

	## Each line that is logged.
	global log_known_hosts: event(rec: HostsInfo);
}

event zeek_init() &priority=5
	{
	Log::create_stream(HOSTS_LOG, Log::Stream($columns=HostsInfo, $ev=log_known_hosts,
		$path="known_hosts", $policy=log_policy_hosts));
	}

@pragma push ignore-deprecations

event zeek_init()
	{
	if ( use_host_store )
		host_store = Cluster::create_store(host_store_name);
	}

function ask_store(info: HostsInfo)
	{
	when [info] ( local answer = Broker::put_unique(host_store$store, info$host, T,
		host_store_expiry) )
		{
		if ( answer$status != Broker::SUCCESS )
			Reporter::error(fmt("%s: data store put_unique failure",
				host_store_name));
		else if ( answer$result as bool )
			Log::write(HOSTS_LOG, info);
		}
	timeout host_store_timeout
		{
		# Nobody knows whether it was new; rather twice than never.
		Log::write(HOSTS_LOG, info);
		}
	}

event known_host_add(info: HostsInfo)
	{
	if ( use_host_store || info$host in hosts )
		return;

	add hosts[info$host];

	@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::PROXY )
		Log::write(HOSTS_LOG, info);
	@endif
	}

event Known::host_found(info: HostsInfo)
	{
	if ( use_host_store )
		{
		ask_store(info);
		return;
		}

	if ( info$host in hosts )
		return;

	Cluster::publish_hrw(Cluster::proxy_pool, info$host, known_host_add, info);
	event known_host_add(info);
	}

# What a worker has logged may be another proxy's now.
function forget_hosts()
	{
	if ( ! use_host_store && Cluster::local_node_type() == Cluster::WORKER )
		clear_table(hosts);
	}

@pragma pop ignore-deprecations

event Cluster::node_up(name: string, id: string)
	{
	forget_hosts();
	}

event Cluster::node_down(name: string, id: string)
	{
	forget_hosts();
	}

event connection_established(c: connection) &priority=5
	{
	if ( c$orig$state != TCP_ESTABLISHED || c$resp$state != TCP_ESTABLISHED )
		return;

	for ( host in set(c$id$orig_h, c$id$resp_h) )
		if ( addr_matches_host(host, host_tracking) )
			event Known::host_found(HostsInfo($ts=network_time(), $host=host));
	}
