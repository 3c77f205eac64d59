# A syntax error in a function comes after the errors above it.
event zeek_init()
	{
	local a = 1;
	a = "x";
	for ( i in set(1, 2) )
		{
		print i + "y";
		if ( a == "q" )
			print a foo;
		}
	}
