##! Logs services that hosts offer, each once a day: an address and a port that answered,
##! with the protocols that were recognized there.

@load base/frameworks/cluster
@load base/frameworks/storage/async
@load base/frameworks/storage/sync
@load base/utils/directions-and-hosts
@load policy/frameworks/storage/backend/sqlite

module Known;

export {
	redef enum Log::ID += { SERVICES_LOG };

	global log_policy_services: Log::PolicyHook;

	## A line of known_services.log.
	type ServicesInfo: record {
		ts: time &log;
		host: addr &log;
		port_num: port &log;
		port_proto: transport_proto &log;
		## Protocols that were recognized; an empty name if none was.
		service: set[string] &log;
	};

	## Whether known services are kept in a store rather than in `services`.
	const use_service_store = F &redef &deprecated="Remove in v9.1. Store support has been disabled by default since Zeek 6.0 due to performance and will be removed.";

	## Whether the store is one of the storage framework rather than Broker's.
	const use_storage_framework = F &redef;

	## Whether a UDP port must answer to count.
	option service_udp_requires_response = T;

	## Whose services are logged.
	option service_tracking = LOCAL_HOSTS;

	## What stores know a service by.
	type AddrPortServTriplet: record {
		host: addr;
		p: port;
		serv: string;
	};

	## The Broker store.
	global service_broker_store: Cluster::StoreInfo;

	## Its name.
	const service_store_name = "zeek/known/services" &redef;

	## The store of the storage framework.
	global service_store_backend: opaque of Storage::BackendHandle;

	## A name for it of letters and digits only.
	const service_store_prefix = "zeekknownservices" &redef;

	## Its kind.
	const service_store_backend_type: Storage::Backend =
		Storage::STORAGE_BACKEND_SQLITE &redef;

	## Its options; in memory unless changed.
	const service_store_backend_options: Storage::BackendOptions =
		[$sqlite=[$database_path=":memory:", $table_name=Known::service_store_name]]
		&redef;

	## How long stores keep a service.
	const service_store_expiry = 1day &redef;

	## How long an answer of a store may take.
	option service_store_timeout = 15sec;

	## Services that were logged within a day; for looking at, not for changing.
	global services: table[addr, port] of set[string] &create_expire=1day;

	## Each line that is logged.
	global log_known_services: event(rec: ServicesInfo);
}

redef record connection += {
	# Whether its service was found and handed on.
	known_services_done: bool &default=F;
};

event zeek_init() &priority=5
	{
	Log::create_stream(SERVICES_LOG, Log::Stream($columns=ServicesInfo,
		$ev=log_known_services, $path="known_services",
		$policy=log_policy_services));
	}

# The names of a service that were not logged yet.
function names_not_known(info: ServicesInfo): set[string]
	{
	if ( [info$host, info$port_num] !in services )
		return info$service;

	return info$service - services[info$host, info$port_num];
	}

# Whether everything about a service was logged.
function check(info: ServicesInfo): bool
	{
	return [info$host, info$port_num] in services && |names_not_known(info)| == 0;
	}

# ---- stores

function open_service_store()
	{
	local opened = Storage::Sync::open_backend(service_store_backend_type,
		service_store_backend_options, AddrPortServTriplet, bool);

	if ( opened$code == Storage::SUCCESS )
		service_store_backend = opened$value;
	else
		Reporter::error(fmt("%s: Failed to open backend connection: %s",
			service_store_prefix, opened$error_str));
	}

# Logs one of the names of a service.
function log_name(info: ServicesInfo, name: string)
	{
	info$service = set(name);
	Log::write(SERVICES_LOG, info);
	}

function ask_storage(info: ServicesInfo, name: string, key: AddrPortServTriplet)
	{
	when [info, name, key] ( local put = Storage::Async::put(service_store_backend,
		[$key=key, $value=T, $overwrite=F, $expire_time=service_store_expiry]) )
		{
		if ( put$code == Storage::SUCCESS )
			log_name(info, name);
		else if ( put$code != Storage::KEY_EXISTS )
			Reporter::error(fmt("%s: data store put_unique failure: %s",
				service_store_name, put$error_str));
		}
	timeout service_store_timeout
		{
		Log::write(SERVICES_LOG, info);
		}
	}

function ask_broker(info: ServicesInfo, name: string, key: AddrPortServTriplet)
	{
	when [info, name, key] ( local answer = Broker::put_unique(
		service_broker_store$store, key, T, service_store_expiry) )
		{
		if ( answer$status != Broker::SUCCESS )
			Reporter::error(fmt("%s: data store put_unique failure",
				service_store_name));
		else if ( answer$result as bool )
			log_name(info, name);
		}
	timeout service_store_timeout
		{
		Log::write(SERVICES_LOG, info);
		}
	}

function ask_store_of_services(info: ServicesInfo)
	{
	for ( name in info$service )
		{
		local key = AddrPortServTriplet($host=info$host, $p=info$port_num,
			$serv=name);

		if ( use_storage_framework )
			ask_storage(info, name, key);
		else
			ask_broker(info, name, key);
		}
	}

# ---- what is found

@pragma push ignore-deprecations

event zeek_init()
	{
	if ( ! use_service_store )
		return;

	if ( use_storage_framework )
		open_service_store();
	else
		service_broker_store = Cluster::create_store(service_store_name);
	}

event known_service_add(info: ServicesInfo)
	{
	if ( use_service_store || check(info) )
		return;

	local added = ServicesInfo($ts=info$ts, $host=info$host, $port_num=info$port_num,
		$port_proto=info$port_proto, $service=set());

	for ( name in names_not_known(info) )
		add added$service[name];

	if ( [info$host, info$port_num] !in services )
		services[info$host, info$port_num] = set();

	for ( name in added$service )
		add services[info$host, info$port_num][name];

	@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::PROXY )
		Log::write(SERVICES_LOG, added);
	@endif
	}

event service_info_commit(info: ServicesInfo)
	{
	if ( use_service_store )
		{
		ask_store_of_services(info);
		return;
		}

	if ( check(info) )
		return;

	Cluster::publish_hrw(Cluster::proxy_pool, cat(info$host, info$port_num),
		known_service_add, info);
	event known_service_add(info);
	}

# What a worker has logged may be another proxy's now.
function forget_services()
	{
	if ( ! use_service_store && Cluster::local_node_type() == Cluster::WORKER )
		clear_table(services);
	}

@pragma pop ignore-deprecations

event Cluster::node_up(name: string, id: string)
	{
	forget_services();
	}

event Cluster::node_down(name: string, id: string)
	{
	forget_services();
	}

# Whether the responder answered in a way that a service does.
function has_active_service(c: connection): bool
	{
	local state = c$resp$state;

	switch ( get_port_transport_proto(c$id$resp_p) )
		{
		case tcp:
			# Those that were seen in the middle shook hands before.
			return state == TCP_ESTABLISHED || state == TCP_CLOSED ||
				state == TCP_PARTIAL || /h/ in c$history;
		case udp:
			return ! service_udp_requires_response || state == UDP_ACTIVE;
		}

	return F;
	}

# Whether what was recognized is no service of the responder's.
function is_no_service(c: connection): bool
	{
	if ( |c$service| != 1 )
		return F;

	return "ftp-data" in c$service || ("DNS" in c$service && c$resp$size == 0);
	}

function known_services_done(c: connection)
	{
	# A port that has not answered yet may do so until the connection ends.
	if ( ! addr_matches_host(c$id$resp_h, service_tracking) || is_no_service(c) ||
	     ! has_active_service(c) )
		return;

	c$known_services_done = T;

	local names: set[string];

	for ( name in c$service )
		if ( name[0] != "-" )
			add names[name];

	local info = ServicesInfo($ts=network_time(), $host=c$id$resp_h,
		$port_num=c$id$resp_p, $service=names,
		$port_proto=get_port_transport_proto(c$id$resp_p));

	if ( |c$service| > 0 )
		{
		event service_info_commit(info);
		return;
		}

	# Another connection may tell the protocol soon.
	add info$service[""];
	schedule 5min { service_info_commit(info) };
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	&priority=-5
	{
	if ( info?$c )
		known_services_done(info$c);
	}

event connection_state_remove(c: connection) &priority=-5
	{
	if ( ! c$known_services_done )
		known_services_done(c);
	}
