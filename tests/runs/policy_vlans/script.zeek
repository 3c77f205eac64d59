# The same addresses and ports in two VLANs are two connections.
@load base/protocols/conn
@load frameworks/conn_key/vlan_fivetuple

redef Log::default_writer = Log::WRITER_NONE;

event new_connection(c: connection)
	{
	print "new", c$id$orig_p, c$id$ctx, connection_exists(c$id), lookup_connection(c$id)$uid == c$uid;
	}

event Conn::log_conn(rec: Conn::Info)
	{
	print rec$id$ctx, rec$history, rec$orig_pkts, rec$resp_pkts;
	}
