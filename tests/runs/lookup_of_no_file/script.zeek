# A function that gives on what a built-in one fails to give is told of, and the handler
# goes on.
@load base/frameworks/files

event later()
	{
	print "before";
	local f = Files::lookup_file("asdf");
	print "after";
	}

event new_connection(c: connection)
	{
	event later();
	}
