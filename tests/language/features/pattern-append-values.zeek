# A pattern that is no variable may be extended, too; what comes of it is a value.
function some(): pattern
	{
	return /some/;
	}

event zeek_init()
	{
	print ((/a/ | /b/) += /c/) == "c";
	print (some() += /other/) == "other";
	some() += /nothing/;
	print some() == "nothing";
	}
