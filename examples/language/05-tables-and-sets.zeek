# pyzeek -b examples/language/05-tables-and-sets.zeek
#
# A set knows what is in it, a table finds a value by a key.

# Both can be filled where they are declared.
global admins: set[addr] = { 10.0.0.1, 10.0.0.2 };
global service: table[port] of string = {
	[22/tcp] = "ssh",
	[445/tcp] = "smb",
};

# What is missing is a default value, or what a function says.
global hits: table[addr] of count &default=0;
global square: table[count] of count &default=function(n: count): count { return n * n; };

# `&ordered` keeps the order of insertion; otherwise the order is nobody's business.
global path: table[string] of string &ordered;

event zeek_init()
	{
	# In or not, how many.
	print 10.0.0.1 in admins, 10.9.9.9 in admins, 10.9.9.9 !in admins, |admins|;
	add admins[10.9.9.9];
	delete admins[10.0.0.1];
	print |admins|, 10.0.0.1 in admins;

	# A value by its key.
	print service[445/tcp];
	service[80/tcp] = "http";
	if ( 23/tcp !in service )
		print "no telnet";
	delete service[22/tcp];
	print |service|;

	# Defaults.
	hits[10.0.0.1] += 1;
	hits[10.0.0.1] += 1;
	print hits[10.0.0.1], hits[10.0.0.2], |hits|, square[12];

	# In order.
	path["first"] = "a";
	path["second"] = "b";
	for ( key, value in path )
		print key, value;

	# Keys may have several parts. `_` stands for a part that is of no interest.
	local sessions: table[addr, port] of string;
	sessions[10.0.0.1, 445/tcp] = "open";
	for ( [host, p], status in sessions )
		print host, p, status;
	for ( [_, p] in sessions )
		print p;
	print [10.0.0.1, 445/tcp] in sessions, [10.0.0.1, 80/tcp] in sessions;

	# Sets together: both, common, without; and whether one holds the other.
	local a = set(1, 2, 3);
	local b = set(3, 4);
	local all = a | b;
	print |all|, a & b, |a - b|, set(1, 2) < a, set(5) <= a;

	# With networks as keys, an address finds the narrowest network around it.
	local zone: table[subnet] of string = {
		[10.0.0.0/8] = "company",
		[10.1.0.0/16] = "berlin",
	};
	print zone[10.1.2.3], zone[10.2.2.3], 192.168.0.1 in zone;

	# A table in a table.
	local by_host: table[addr] of set[string];
	by_host[10.0.0.1] = set("backup");
	add by_host[10.0.0.1]["print"];
	print |by_host[10.0.0.1]|;
	}
