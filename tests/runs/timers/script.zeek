# schedule follows the time of the packets.
global start = double_to_time(0.0);

event tick(n: count)
	{
	print fmt("tick %d after %.1f s", n, network_time() - start);
	if ( n < 3 )
		schedule 500 msec { tick(n + 1) };
	}

event new_connection(c: connection)
	{
	if ( start == double_to_time(0.0) )
		{
		start = network_time();
		schedule 500 msec { tick(1) };
		}
	}
