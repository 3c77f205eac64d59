# Stores of a single node: questions are asked in `when`, changes are made at once.
@pragma push ignore-deprecations

type Pair: record { a: addr; p: port; };

global store: opaque of Broker::Store;

function tell(what: string, r: Broker::QueryResult)
	{
	print what, r$status, r$result?$data;
	}

event more()
	{
	print Broker::increment(store, "n", 2), Broker::decrement(store, "n", 1);
	print Broker::append(store, "text", "ab"), Broker::append(store, "text", "c");
	print Broker::insert_into_set(store, "set", 5), Broker::push(store, "list", "x");
	print Broker::insert_into_table(store, "table", "k", 7);
	when ( local n = Broker::get(store, "n") )
		{
		print "n", n$result as count, n$result is count, n$result is string;
		when ( local t = Broker::get(store, "text") )
			print t$result as string;
		timeout 1sec { print "late"; }
		when ( local s = Broker::get(store, "set") )
			print s$result as set[count];
		timeout 1sec { print "late"; }
		when ( local i = Broker::get_index_from_value(store, "table", "k") )
			print i$result as count;
		timeout 1sec { print "late"; }
		when ( local k = Broker::keys(store) )
			tell("keys", k);
		timeout 1sec { print "late"; }
		when ( local gone = Broker::get(store, "none") )
			{
			tell("gone", gone);
			print Broker::close(store), Broker::is_closed(store);
			}
		timeout 1sec { print "late"; }
		}
	timeout 1sec { print "late"; }
	}

event zeek_init()
	{
	store = Broker::create_master("known");
	print Broker::store_name(store), Broker::is_closed(store);
	local key = Pair($a=10.0.0.1, $p=80/tcp);
	when [key] ( local r = Broker::put_unique(store, key, T, 1day) )
		{
		tell("first", r);
		print r$result as bool;
		when [key] ( local again = Broker::put_unique(store, key, T, 1day) )
			{
			print again$result as bool;
			print Broker::put(store, key, vector(1, 2));
			when [key] ( local found = Broker::get(store, key) )
				{
				print found$result as vector of count;
				event more();
				}
			timeout 1sec { print "late"; }
			}
		timeout 1sec { print "late"; }
		}
	timeout 1sec { print "late"; }
	}
@pragma pop ignore-deprecations
