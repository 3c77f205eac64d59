# An empty vector of no type: its elements are appended, or it is an element itself.
event zeek_init()
	{
	local a: vector of table[count] of string;
	a += vector();
	print |a|;
	local b: vector of vector of count;
	b += vector();
	print |b|, b;
	local c: vector of string;
	c += vector();
	print |c|;
	}
