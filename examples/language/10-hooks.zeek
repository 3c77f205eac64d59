# pyzeek -b examples/language/10-hooks.zeek
#
# A hook is a function with many bodies, for others to add to. Any body can stop
# the rest with `break`; the caller sees that as F.

global may_report: hook(host: addr, what: string);
global describe: hook(parts: vector of string);

hook may_report(host: addr, what: string) &priority=5
	{
	print fmt("  is %s of interest?", host);
	if ( host in 10.0.0.0/8 )
		break;
	}

hook may_report(host: addr, what: string)
	{
	print fmt("  is %s of interest?", what);
	}

# Bodies hand results back through what they are given: this vector is the caller's.
hook describe(parts: vector of string) &priority=1
	{
	parts += "one";
	}

hook describe(parts: vector of string)
	{
	parts += "two";
	}

event zeek_init()
	{
	for ( _, host in vector(10.0.0.1, 203.0.113.5) )
		{
		print fmt("report %s", host);
		if ( hook may_report(host, "scan") )
			print "  yes";
		else
			print "  no";
		}

	local parts: vector of string;
	hook describe(parts);
	print parts;
	}
