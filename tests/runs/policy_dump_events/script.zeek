# Events are printed as people read them, then as programs do.
redef DumpEvents::include = /^new_connection$|^zeek_done$/;

event new_connection(c: connection)
	{
	Option::set("DumpEvents::use_json", T);
	Option::set("DumpEvents::include_args", F);
	}

event zeek_done()
	{
	print "over";
	}
