# Variables that are read before they have a value, on some way or on all.
type R: record { a: count; };
function f(n: count): count
	{
	local a: count;
	local b: count;
	local c: count;
	local r: R;
	local i: count;
	local t: table[count] of string;
	if ( n > 3 ) { b = 5; c = 1; } else { c = 2; }
	print c, b, r, t;
	while ( n < 3 ) { i = 3; break; }
	print i;
	local s: string;
	if ( n == 1 ) return 3; else s = "x";
	print s;
	local q: string;
	switch ( n ) { case 1: q = "a"; break; default: q = "b"; break; }
	print q;
	local z: count;
	local l = function[z](): count { return z; };
	local u: count;
	if ( n > 2 && u > 3 ) print 1;
	print n > 2 ? u : 1;
	++u;
	for ( j in t ) print j;
	return a;
	}
