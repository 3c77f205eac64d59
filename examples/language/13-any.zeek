# pyzeek -b examples/language/13-any.zeek
#
# `any` takes a value of every type. `is` asks for the type, `as` makes use of it.

type Point: record {
	x: int;
	y: int;
};

function describe(what: any): string
	{
	# A switch over types, which names the value anew.
	switch ( what )
		{
		case type count as n:
			return fmt("the number %d", n);
		case type string as s:
			return fmt("the word %s", s);
		case type Point as p:
			return fmt("the point %d/%d", p$x, p$y);
		case type addr, type subnet:
			return "something of a network";
		default:
			return fmt("a %s", type_name(what));
		}
	}

event zeek_init()
	{
	print describe(5);
	print describe("zeek");
	print describe(Point($x=1, $y=-1));
	print describe(10.0.0.0/8);
	print describe(1.5);

	local things: table[string] of any;
	things["port"] = 80/tcp;
	things["list"] = vector(1, 2);

	print things["port"] is port, things["port"] is string;
	print (things["port"] as port) == 80/tcp;
	if ( things["list"] is vector of count )
		print |(things["list"] as vector of count)|;
	}
