##! Leases and what led to them: dhcp.log.
##!
##! All messages of one transaction are one line, whichever hosts and connections they
##! come from; it is written when the transaction has been silent for a while.

@load base/frameworks/cluster
@load ./consts

module DHCP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of DHCP clients.
	const client_ports: set[port] = {68/udp} &redef;

	## Types of messages that one line names.
	option max_msg_types_per_log_entry = 50;

	## Exchanges that are followed at once.
	option max_tracked_transactions = 100000;

	## How long messages of one exchange are waited for.
	option max_txid_watch_time = 30secs;

	## Connections that one line names.
	option max_uids_per_log_entry = 10;

	## Ports of DHCP servers.
	const server_ports: set[port] = {67/udp, 4011/udp} &redef;

	## A line of dhcp.log: an exchange of a client and servers.
	type Info: record {
		ts: time &log;
		uids: set[string] &log;
		client_addr: addr &log &optional;
		server_addr: addr &log &optional;
		client_port: port &optional;
		server_port: port &optional;
		mac: string &log &optional;
		host_name: string &log &optional;
		client_fqdn: string &log &optional;
		domain: string &log &optional;
		requested_addr: addr &log &optional;
		assigned_addr: addr &log &optional;
		lease_time: interval &log &optional;
		client_message: string &log &optional;
		server_message: string &log &optional;
		msg_types: vector of string &log &default=string_vec();
		duration: interval &log &default=0secs;
		client_chaddr: string &optional;
		last_message_ts: time &optional;
	};

	## Raised with each message, so that an exchange becomes one line.
	global aggregate_msgs: event(ts: time, id: conn_id, uid: string, is_orig: bool, msg: Msg, options: Options);

	## Raised with each line of the log.
	global log_dhcp: event(rec: Info);

	## The line that belongs to the message at hand.
	global log_info: Info;
}

redef record connection += {
	dhcp: Info &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_dhcp, $path="dhcp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DHCP, server_ports, client_ports);
	}

# A line that is complete. A client's own word on its address weighs more than where
# its messages come from.
function write_log(info: Info)
	{
	if ( ! info?$mac && info?$client_chaddr )
		info$mac = info$client_chaddr;

	Log::write(LOG, info);
	}

global join_data_expiration: function(t: table[count] of Info, idx: count): interval;

# The lines that are being put together, by transaction.
global join_data: table[count] of Info = table()
	&create_expire=10secs &expire_func=join_data_expiration;

# The same transactions in the order in which they began.
global join_data_ordered: set[count] &ordered;

# Wait on while messages come, but not for ever.
function join_data_expiration(t: table[count] of Info, idx: count): interval
	{
	local info = t[idx];
	local now = network_time();

	if ( now - info$last_message_ts <= 5sec && now - info$ts <= max_txid_watch_time
	     && ! zeek_is_terminating() )
		return 5secs;

	write_log(info);
	delete join_data_ordered[idx];
	return 0secs;
	}

# Make room for another transaction: the oldest one has to go.
function drop_oldest()
	{
	Reporter::net_weird("DHCP_max_tracked_transactions_exceeded", cat(|join_data|), "DHCP");
	local oldest = 0;

	for ( xid in join_data_ordered )
		{
		oldest = xid;
		write_log(join_data[xid]);
		break;
		}

	delete join_data[oldest];
	delete join_data_ordered[oldest];
	}

# What a client tells.
function note_client(info: Info, id: conn_id, msg: Msg, options: Options)
	{
	if ( id$orig_h != 0.0.0.0 && id$orig_h != 255.255.255.255 )
		info$client_addr = id$orig_h;

	if ( options?$host_name )
		info$host_name = options$host_name;

	if ( options?$client_fqdn )
		info$client_fqdn = options$client_fqdn$domain_name;

	# Ethernet.
	if ( options?$client_id && options$client_id$hwtype == 1 )
		info$mac = options$client_id$hwaddr;
	else
		info$client_chaddr = msg$chaddr;

	if ( options?$addr_request )
		info$requested_addr = options$addr_request;
	}

# What a server tells. Where it answers to all hosts it is the originator.
function note_server(info: Info, id: conn_id, is_orig: bool, msg: Msg, options: Options)
	{
	if ( msg$yiaddr != 0.0.0.0 )
		{
		info$server_addr = is_orig ? id$orig_h : id$resp_h;
		info$server_port = is_orig ? id$orig_p : id$resp_p;
		info$client_port = is_orig ? id$resp_p : id$orig_p;
		info$assigned_addr = msg$yiaddr;
		}

	if ( msg$chaddr != "" && ! info?$mac )
		info$mac = msg$chaddr;

	if ( ! info?$client_addr && info?$assigned_addr )
		info$client_addr = info$assigned_addr;

	if ( options?$domain_name )
		info$domain = options$domain_name;

	if ( options?$lease )
		info$lease_time = options$lease;
	}

# The lines are put together in one place, before anybody else looks at them.
@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::MANAGER )

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool,
		msg: DHCP::Msg, options: DHCP::Options) &priority=1000
	{
	if ( msg$xid !in join_data )
		{
		if ( max_tracked_transactions > 0 && |join_data| >= max_tracked_transactions )
			drop_oldest();

		join_data[msg$xid] = Info($ts=ts, $uids=set(uid));
		add join_data_ordered[msg$xid];
		}

	log_info = join_data[msg$xid];
	}

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool,
		msg: DHCP::Msg, options: DHCP::Options) &priority=5
	{
	local info = log_info;
	info$duration = ts - info$ts;
	info$last_message_ts = ts;
	info$msg_types += message_types[msg$m_type];
	add info$uids[uid];

	local is_client = is_orig
		&& (id$orig_h == 0.0.0.0 || id$orig_p == 68/udp || id$resp_p == 67/udp);

	if ( options?$message )
		{
		if ( is_client )
			info$client_message = options$message;
		else
			info$server_message = options$message;
		}

	if ( is_client )
		note_client(info, id, msg, options);
	else
		note_server(info, id, is_orig, msg, options);

	if ( |info$uids| >= max_uids_per_log_entry
	     || |info$msg_types| >= max_msg_types_per_log_entry )
		{
		Log::write(LOG, info);
		delete join_data[msg$xid];
		delete join_data_ordered[msg$xid];
		}
	}

@endif

event dhcp_message(c: connection, is_orig: bool, msg: DHCP::Msg, options: DHCP::Options) &priority=-5
	{
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		Cluster::publish(Cluster::manager_topic, DHCP::aggregate_msgs, network_time(),
			c$id, c$uid, is_orig, msg, options);
	else
		event DHCP::aggregate_msgs(network_time(), c$id, c$uid, is_orig, msg, options);
	}

event zeek_done() &priority=-5
	{
	for ( xid in join_data )
		join_data_expiration(join_data, xid);
	}
