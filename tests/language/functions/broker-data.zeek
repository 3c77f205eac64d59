# Data that is put together and taken apart by functions.
event zeek_init()
	{
	for ( _, d in vector(Broker::data(T), Broker::data(+5), Broker::data(5), Broker::data(1.5),
		Broker::data("s"), Broker::data(10.0.0.1), Broker::data(10.0.0.0/8),
		Broker::data(80/tcp), Broker::data(double_to_time(0.0)), Broker::data(1sec),
		Broker::data(tcp), Broker::data(set(1)), Broker::data(vector(1)),
		Broker::data(table([1] = 2))) )
		print Broker::data_type(d);

	local s = Broker::set_create();
	print Broker::set_insert(s, "a"), Broker::set_insert(s, "a"), Broker::set_insert(s, "b");
	print Broker::set_size(s), Broker::set_contains(s, "a"), Broker::set_remove(s, "a");
	print s as set[string];
	local it = Broker::set_iterator(s);
	while ( ! Broker::set_iterator_last(it) )
		{
		print Broker::set_iterator_value(it) as string;
		Broker::set_iterator_next(it);
		}
	print Broker::set_clear(s), Broker::set_size(s);

	local t = Broker::table_create();
	print Broker::table_insert(t, "k", 1)?$data, Broker::table_insert(t, "k", 2) as count;
	print Broker::table_contains(t, "k"), Broker::table_lookup(t, "k") as count;
	print t as table[string] of count;
	local ti = Broker::table_iterator(t);
	local item = Broker::table_iterator_value(ti);
	print item$key as string, item$val as count, Broker::table_remove(t, "k") as count;
	print Broker::table_size(t);

	local v = Broker::vector_create();
	print Broker::vector_insert(v, 0, 2), Broker::vector_insert(v, 0, 1);
	print Broker::vector_replace(v, 1, 3) as count, Broker::vector_size(v);
	print v as vector of count, Broker::vector_lookup(v, 0) as count;
	print Broker::vector_remove(v, 0) as count, Broker::vector_lookup(v, 5)?$data;

	local r = Broker::record_create(2);
	print Broker::record_assign(r, 0, "x"), Broker::record_assign(r, 2, "y");
	print Broker::record_size(r), Broker::record_lookup(r, 0) as string;
	print Broker::record_lookup(r, 1)?$data;
	}
