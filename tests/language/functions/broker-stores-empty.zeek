# A store without keys answers with an empty set, which is a set of whatever is wanted.
@pragma push ignore-deprecations

event zeek_init()
	{
	local store = Broker::create_master("empty");
	when [store] ( local r = Broker::keys(store) )
		{
		print r$status, r$result is set[addr], r$result is vector of addr;
		print |r$result as set[addr]|, |r$result as set[string, count]|;
		local hosts = r$result as set[addr];
		add hosts[10.0.0.1];
		print hosts, |r$result as set[addr]|;
		}
	timeout 1sec { print "late"; }
	}

@pragma pop ignore-deprecations
