# Numbers that are converted for a parameter show so in messages.
function enough(a: int, b: int &default=1, c: double &default=2): bool
	{
	return a > b + c;
	}

event zeek_init()
	{
	print enough(9), enough(1);
	assert enough(1);
	}
