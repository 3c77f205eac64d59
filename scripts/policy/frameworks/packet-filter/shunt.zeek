##! Keeps the packets of connections or pairs of hosts away by the packet filter, once
##! nothing more is to be learned from them.

@load base/frameworks/notice
@load base/frameworks/packet-filter

module PacketFilter;

export {
	redef enum Notice::Type += {
		## `max_bpf_shunts` are in place already.
		No_More_Conn_Shunts_Available,
		## A filter cannot keep this connection away.
		Cannot_BPF_Shunt_Conn,
	};

	## How many connections and pairs of hosts may be kept away at once.
	const max_bpf_shunts = 100 &redef;

	## Keeps a connection away, but for the packets that begin and end it.
	global shunt_conn: function(id: conn_id): bool;

	## Keeps everything between two hosts away.
	global shunt_host_pair: function(id: conn_id): bool;

	## Lets two hosts in again, when the filter is made anew next.
	global unshunt_host_pair: function(id: conn_id): bool;

	## Lets two hosts in again at once.
	global force_unshunt_host_pair: function(id: conn_id): bool;

	## The connections that are kept away.
	global current_shunted_conns: function(): set[conn_id];

	## The pairs of hosts that are kept away.
	global current_shunted_host_pairs: function(): set[conn_id];
}

global shunted_conns: set[conn_id];
global shunted_host_pairs: set[conn_id];

# All conditions for one protocol's connections. The ports may also stand the other way
# round, which a filter cannot tell apart.
function conn_filters(proto: transport_proto): string
	{
	local filter = "";

	for ( id in shunted_conns )
		if ( get_port_transport_proto(id$resp_p) == proto )
			filter = combine_filters(filter, "and",
				fmt("host %s and port %d and host %s and port %d", id$orig_h,
					id$orig_p, id$resp_h, id$resp_p));

	return filter;
	}

function host_pair_filters(): string
	{
	local filter = "";

	for ( id in shunted_host_pairs )
		filter = combine_filters(filter, "and",
			fmt("host %s and host %s", id$orig_h, id$resp_h));

	return filter;
	}

function shunt_filters()
	{
	local filter = conn_filters(tcp);

	if ( filter != "" )
		filter = combine_filters(
			"tcp and tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) == 0", "and", filter);

	filter = combine_filters(filter, "and", conn_filters(udp));
	filter = combine_filters(filter, "and", host_pair_filters());

	if ( filter != "" )
		PacketFilter::exclude("shunt_filters", filter);
	}

event zeek_init() &priority=5
	{
	register_filter_plugin(FilterPlugin($func=shunt_filters));
	}

function current_shunted_conns(): set[conn_id]
	{
	return shunted_conns;
	}

function current_shunted_host_pairs(): set[conn_id]
	{
	return shunted_host_pairs;
	}

function reached_max_shunts(): bool
	{
	if ( |shunted_conns| + |shunted_host_pairs| <= max_bpf_shunts )
		return F;

	NOTICE(Notice::Info($note=No_More_Conn_Shunts_Available,
		$msg=fmt("%d BPF shunts are in place and no more will be added until space clears.",
			max_bpf_shunts)));
	return T;
	}

function shunt_host_pair(id: conn_id): bool
	{
	filter_changed = T;

	if ( reached_max_shunts() )
		return F;

	add shunted_host_pairs[id];
	install();
	return T;
	}

function unshunt_host_pair(id: conn_id): bool
	{
	filter_changed = T;

	if ( id !in shunted_host_pairs )
		return F;

	delete shunted_host_pairs[id];
	return T;
	}

function force_unshunt_host_pair(id: conn_id): bool
	{
	local was_shunted = unshunt_host_pair(id);

	if ( was_shunted )
		install();

	return was_shunted;
	}

function shunt_conn(id: conn_id): bool
	{
	if ( is_v6_addr(id$orig_h) )
		{
		NOTICE(Notice::Info($note=Cannot_BPF_Shunt_Conn, $id=id, $sub="ipv6_conn",
			$identifier=cat(id),
			$msg="IPv6 connections can't be shunted with BPF due to limitations in BPF"));
		return F;
		}

	if ( reached_max_shunts() )
		return F;

	filter_changed = T;
	add shunted_conns[id];
	install();
	return T;
	}

# The filter itself is made anew now and then.
event connection_state_remove(c: connection) &priority=-5
	{
	delete shunted_conns[c$id];
	}
