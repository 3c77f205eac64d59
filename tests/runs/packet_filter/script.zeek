# Packets that the command line and scripts do not want are not looked at.
redef Log::default_writer = Log::WRITER_NONE;

event new_connection(c: connection)
	{
	print "new", c$id$orig_p;
	print PacketFilter::current_filter;
	}

event zeek_done()
	{
	print get_net_stats()$pkts_recvd;
	}
