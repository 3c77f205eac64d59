# Connections and pairs of hosts that the packet filter keeps away.
@load frameworks/packet-filter/shunt

redef Log::default_writer = Log::WRITER_NONE;
redef PacketFilter::max_bpf_shunts = 2;

hook Notice::policy(n: Notice::Info)
	{
	print n$note, n$msg;
	}

event zeek_init() &priority=-20
	{
	local a = conn_id($orig_h=10.0.0.1, $orig_p=1/tcp, $resp_h=10.0.0.2, $resp_p=80/tcp);
	local b = conn_id($orig_h=10.0.0.1, $orig_p=2/udp, $resp_h=10.0.0.3, $resp_p=53/udp);
	local c = conn_id($orig_h=[fe80::1], $orig_p=2/udp, $resp_h=[fe80::2], $resp_p=53/udp);
	print PacketFilter::shunt_conn(a), PacketFilter::shunt_conn(c);
	print PacketFilter::current_filter;
	print PacketFilter::shunt_conn(b), PacketFilter::shunt_host_pair(a);
	print PacketFilter::current_filter;
	print PacketFilter::shunt_host_pair(b);
	print PacketFilter::current_shunted_conns(), PacketFilter::current_shunted_host_pairs();
	print PacketFilter::force_unshunt_host_pair(a), PacketFilter::unshunt_host_pair(a);
	print PacketFilter::current_filter;
	}
