# Operators with operands of kinds that do not go together.
event zeek_init()
	{
	print /a/ & "b";
	print /a/ ^ /b/;
	print set(1) & set("a");
	print set(1) - set("a");
	print vector(1) << 2;
	print vector(1) + 1;
	print vector(T) && T;
	print vector(1) == 1;
	print vector(T) ? 1 : 2;
	print vector(T) ? vector("a") : vector("b");
	print 1.2.3.4 / "a";
	local a: any = 1;
	print T ? a : 1;
	print "abc"[1, 2];
	print vector(1, 2)["a":2];
	}
