##! Logs certificates of servers, each once a day.

@load base/frameworks/cluster
@load base/utils/directions-and-hosts
@load base/protocols/ssl
@load base/files/x509

module Known;

export {
	redef enum Log::ID += { CERTS_LOG };

	global log_policy_certs: Log::PolicyHook;

	## A line of known_certs.log.
	type CertsInfo: record {
		ts: time &log;
		## The server.
		host: addr &log;
		port_num: port &log &optional;
		subject: string &log &optional;
		issuer_subject: string &log &optional;
		serial: string &log &optional;
	};

	## Whose certificates are logged.
	option cert_tracking = LOCAL_HOSTS;

	## Whether known certificates are kept in a Broker store rather than in `certs`.
	const use_cert_store = F &redef &deprecated="Remove in v9.1. Store support has been disabled by default since Zeek 6.0 due to performance issues and will be removed.";

	## What the store keeps.
	type AddrCertHashPair: record {
		host: addr;
		hash: string;
	};

	## The Broker store.
	global cert_store: Cluster::StoreInfo;

	## Its name.
	const cert_store_name = "zeek/known/certs" &redef;

	## How long it keeps a certificate.
	option cert_store_expiry = 1day;

	## How long an answer of it may take.
	option cert_store_timeout = 15sec;

	## Servers with the hashes of certificates that were logged within a day.
	global certs: set[addr, string] &create_expire=1day &redef;

	## Each line that is logged.
	global log_known_certs: event(rec: CertsInfo);
}

event zeek_init() &priority=5
	{
	Log::create_stream(CERTS_LOG, Log::Stream($columns=CertsInfo, $ev=log_known_certs,
		$path="known_certs", $policy=log_policy_certs));
	}

@pragma push ignore-deprecations

event zeek_init()
	{
	if ( use_cert_store )
		cert_store = Cluster::create_store(cert_store_name);
	}

function ask_cert_store(info: CertsInfo, key: AddrCertHashPair)
	{
	when [info, key] ( local answer = Broker::put_unique(cert_store$store, key, T,
		cert_store_expiry) )
		{
		if ( answer$status != Broker::SUCCESS )
			Reporter::error(fmt("%s: data store put_unique failure",
				cert_store_name));
		else if ( answer$result as bool )
			Log::write(CERTS_LOG, info);
		}
	timeout cert_store_timeout
		{
		# Nobody knows whether it was new; rather twice than never.
		Log::write(CERTS_LOG, info);
		}
	}

event known_cert_add(info: CertsInfo, hash: string)
	{
	if ( use_cert_store || [info$host, hash] in certs )
		return;

	add certs[info$host, hash];

	@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::PROXY )
		Log::write(CERTS_LOG, info);
	@endif
	}

event Known::cert_found(info: CertsInfo, hash: string)
	{
	if ( use_cert_store )
		{
		ask_cert_store(info, AddrCertHashPair($host=info$host, $hash=hash));
		return;
		}

	if ( [info$host, hash] in certs )
		return;

	Cluster::publish_hrw(Cluster::proxy_pool, cat(info$host, hash), known_cert_add, info,
		hash);
	event known_cert_add(info, hash);
	}

# What a worker has logged may be another proxy's now.
function forget_certs()
	{
	if ( ! use_cert_store && Cluster::local_node_type() == Cluster::WORKER )
		clear_table(certs);
	}

@pragma pop ignore-deprecations

event Cluster::node_up(name: string, id: string)
	{
	forget_certs();
	}

event Cluster::node_down(name: string, id: string)
	{
	forget_certs();
	}

event ssl_established(c: connection) &priority=3
	{
	if ( ! c?$ssl || ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 )
		return;

	local leaf = c$ssl$cert_chain[0];

	if ( ! leaf?$x509 || ! addr_matches_host(c$id$resp_h, cert_tracking) )
		return;

	if ( ! leaf?$sha1 )
		{
		Reporter::error(fmt("Certificate with fuid %s did not contain sha1 hash when checking for known certs. Aborting",
			leaf$fuid));
		return;
		}

	local cert = leaf$x509$certificate;
	event Known::cert_found(CertsInfo($ts=network_time(), $host=c$id$resp_h,
		$port_num=c$id$resp_p, $subject=cert$subject, $issuer_subject=cert$issuer,
		$serial=cert$serial), leaf$sha1);
	}
