event zeek_init()
	{
	print "not run";
	}
