# &add_func and &delete_func decide what redef += and -= make of a value.
function joined(old: string, new: string): string
	{
	return old + "," + new;
	}

function merged(old: set[count], new: set[count]): set[count]
	{
	print fmt("merging %d and %d", |old|, |new|);
	return old | new;
	}

function less(old: count, new: count): count
	{
	return old > new ? old - new : 0;
	}

global words: string = "a" &add_func=joined;
redef words += "b";
redef words += "c";

global numbers: set[count] = { 1 } &add_func=merged &redef;
redef numbers += { 2, 3 };

global left: count = 5 &delete_func=less &redef;
redef left -= 3;
redef left -= 7;

redef signature_files += "";

event zeek_init()
	{
	print words, |numbers|, left;
	print signature_files == "";
	}
