# The globals cannot be listed before all scripts have been read.
global names = global_ids();

event zeek_init()
	{
	print "not reached";
	}
