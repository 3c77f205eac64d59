# pyzeek -b examples/language/06-vectors.zeek
#
# Vectors are lists, counted from 0.

event zeek_init()
	{
	local v = vector(10, 20, 30);
	print v, |v|, v[0], v[-1];

	# Longer: append with `+=`, or assign behind the end.
	v += 40;
	v[|v|] = 50;
	print v;

	# A stretch of it; the end is not included. Stretches can be replaced.
	print v[1:3], v[2:];
	v[1:3] = vector(7);
	print v;

	# One loop for the indices, one for indices and elements.
	for ( i in v )
		if ( i > 1 )
			print i, v[i];
	for ( i, x in v )
		if ( x < 10 )
			print fmt("v[%d] is %d", i, x);

	# Operators work on each element; comparing gives a vector of truth values,
	# and such a vector can pick elements.
	local a = vector(1, 2, 3, 4);
	print a + a, a * vector(2, 2, 2, 2);
	print a > vector(2, 2, 2, 2);

	# Sorted: in place, and the order that would sort it.
	local names: vector of string = vector("carol", "alice", "bob");
	sort(names, function(x: string, y: string): int { return strcmp(x, y); });
	print names;
	print order(vector(30, 10, 20));

	# Is an index there?
	print 2 in a, 9 in a;

	# A vector of records.
	local sizes: vector of record { name: string; size: count; };
	sizes += [$name="a.txt", $size=10];
	sizes += [$name="b.txt", $size=32];
	local total = 0;
	for ( _, entry in sizes )
		total += entry$size;
	print total, |sizes|;
	}
