# Connections from their first packet to their removal, in network time.
event new_connection(c: connection)
	{
	print "new", c$id, network_time();
	}

event connection_established(c: connection)
	{
	print "established", c$id$orig_p, c$orig$state, c$resp$state;
	}

event connection_state_remove(c: connection)
	{
	print "removed", c$id$orig_p, c$history, c$orig$size, c$resp$size, c$duration;
	}
