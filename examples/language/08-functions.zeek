# pyzeek -b examples/language/08-functions.zeek
#
# Functions, also as values, and functions without a name.

function add_up(a: count, b: count &default=10): count
	{
	return a + b;
	}

# A function may call itself.
function factorial(n: count): count
	{
	return n < 2 ? 1 : n * factorial(n - 1);
	}

# One that takes a function.
function apply(f: function(n: count): count, v: vector of count): vector of count
	{
	local result: vector of count;
	for ( _, x in v )
		result += f(x);
	return result;
	}

# One that makes a function. What it captures is listed in brackets.
function multiplier(factor: count): function(n: count): count
	{
	return function[factor](n: count): count { return n * factor; };
	}

# Arguments are handed over as they are: a table that a function changes is changed
# for its caller as well. Simple values are each function's own.
function note(seen: set[string], what: string)
	{
	add seen[what];
	what = "changed";
	}

event zeek_init()
	{
	print add_up(1, 2), add_up(1);
	print factorial(10);

	local double_it = function(n: count): count { return n * 2; };
	print double_it(21);
	print apply(double_it, vector(1, 2, 3));
	print apply(multiplier(5), vector(1, 2, 3));

	local seen: set[string];
	local what = "login";
	note(seen, what);
	print seen, what;

	# A captured number is the function's own: it starts as it was when the
	# function was made.
	local n = 1;
	local next_number = function[n](): count { n += 1; return n; };
	print next_number(), next_number(), n;
	}
