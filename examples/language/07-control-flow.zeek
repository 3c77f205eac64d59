# pyzeek -b examples/language/07-control-flow.zeek
#
# Conditions, loops and switches. Braces are needed around several statements only.

type Color: enum { RED, YELLOW, GREEN };

# Each case ends in `break`, `return` or `fallthrough`.
function advice(c: Color): string
	{
	switch ( c )
		{
		case RED, YELLOW:
			return "stop";
		case GREEN:
			return "go";
		}
	return "wait";
	}

function countdown(n: count)
	{
	switch ( n )
		{
		case 3:
			print "three";
			fallthrough;      # go on into the next case
		case 2:
			print "two";
			fallthrough;
		case 1:
			print "one";
			break;
		default:
			print "many";
			break;
		}
	}

event zeek_init()
	{
	local n = 7;

	if ( n > 10 )
		print "large";
	else if ( n > 5 )
		print "medium";
	else
		print "small";

	print n % 2 == 0 ? "even" : "odd";

	# `while` repeats; `next` begins the next round, `break` ends the loop.
	while ( n > 0 )
		{
		--n;
		if ( n % 2 == 0 )
			next;
		if ( n == 1 )
			break;
		print n;
		}

	# `for` goes over whatever has elements: vectors, tables, sets, strings.
	for ( i in vector(0, 0, 0) )
		print fmt("round %d", i);
	for ( c in "ab" )
		print c;

	print advice(RED), advice(GREEN);
	countdown(3);
	countdown(9);

	# Both sides of `&&` and `||` are only looked at if need be.
	local t: table[string] of count = { ["a"] = 1 };
	print "b" in t && t["b"] > 0;
	}
