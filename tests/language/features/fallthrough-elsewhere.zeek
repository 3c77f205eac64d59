# Outside of a switch, fallthrough ends the body in which it stands.
event zeek_init() &priority=1
	{
	for ( i in vector(1, 2, 3) )
		{
		if ( i == 1 )
			fallthrough;

		print i;
		}

	print "before";
	fallthrough;
	print "behind";
	}

event zeek_init()
	{
	print "other handlers run";
	}
