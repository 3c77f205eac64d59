# Functions that take C strings refuse those with NUL bytes inside.
event zeek_init()
	{
	local a = "a\x00";
	local b = "xa\x00";
	print a in b, a !in b, "" in b, "a" in b;
	print to_double("0x1p3"), to_double("1e3"), to_double("0x.8");
	print fmt("%5s|", "a\x00b"), fmt("%-5s|", "a\x00b"), fmt("%3d|%s", 4, "x");
	print hexstr_to_bytestring("1gab");
	print is_num("1\x00"), is_num(""), is_num("12");
	print cat_sep("\x00", "e", 1, 2);
	}
