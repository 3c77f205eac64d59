# How often events ran that have handlers, by name.
event ping(n: count)
	{
	if ( n > 0 )
		event ping(n - 1);
	}

event zeek_init()
	{
	event ping(3);
	}

event zeek_done()
	{
	for ( i, row in get_event_handler_stats() )
		if ( row$name == "ping" || row$name == "zeek_init" )
			print row;
	}
