# All errors of a run are told.
function twice(n: count): count
	{
	return n * 2;
	}

event zeek_init()
	{
	local s: string = twice(4);
	print twise(4);
	print twice("x");
	}
