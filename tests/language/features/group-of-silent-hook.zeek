# A group is there although nobody has called the hook that belongs to it.
global never: hook();

hook never() &group="silent"
	{
	print "never";
	}

event zeek_init()
	{
	print has_event_group("silent"), has_event_group("none");
	print disable_event_group("silent");
	print enable_event_group("silent");
	}
