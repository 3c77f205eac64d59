# Counts wrap at 2^64 wherever they are read, also where a loop adds them up.

const LARGEST = 18446744073709551615;

function totals(n: count): count
	{
	local total = 0;
	local i = 0;
	local edge = LARGEST - 1;
	while ( i < n )
		{
		total += LARGEST;
		total = total + i;
		++total;
		if ( edge < LARGEST )
			{
			++edge;
			print edge;
			++edge;
			print edge;
			}
		i += 1;
		}
	print total, |total|, total == 10, total / 2;
	return total;
	}

event zeek_init()
	{
	print totals(5), totals(2);

	local k = 0;
	for ( x in set(1, 2, 3) )
		{
		k += x;
		if ( k > 5 )
			next;
		}
	print k;

	local z = LARGEST;
	while ( z > 5 )
		{
		++z;
		print z;
		}

	local doubled = 1;
	local sum = LARGEST;
	while ( doubled < 100 )
		{
		doubled += doubled;
		sum += doubled;
		}
	print sum, doubled;

	local q = LARGEST;
	for ( _, y in vector(1, 2) )
		q += y;
	local later = function[q](): count { return q; };
	print q, later();

	local m = 0;
	while ( m < 3 && q < LARGEST )
		{
		print m + 1, q + 1;
		m = m + 1;
		q = LARGEST - m;
		if ( m > 1 )
			q = LARGEST;
		}

	local seen: table[count, string] of count &default=LARGEST;
	++seen[1, "a"];
	seen[1, "a"] += 5;
	seen[k, "b"] += k;
	print seen[1, "a"], seen[k, "b"], seen[7, "c"], |seen|;
	}
