# pyzeek -b examples/language/04-records.zeek
#
# Records hold named fields. `$` reaches a field, `?$` asks whether it has a value.

type Host: record {
	address: addr;
	name: string &optional;           # may be missing
	ports: set[port] &default=set();  # has a value from the start
	seen: count &default=0;
};

type Link: record {
	from: Host;
	to: Host;
};

function label(h: Host): string
	{
	return h?$name ? h$name : cat(h$address);
	}

event zeek_init()
	{
	# Three ways to write one.
	local a = Host($address=10.0.0.1, $name="alpha");
	local b: Host = [$address=10.0.0.2];
	local c: Host = record($address=10.0.0.3, $seen=7);
	print a;
	print label(a), label(b), label(c), c$seen;

	# Fields are set with `=`; an optional one can be deleted again.
	b$name = "beta";
	print b?$name, b$name;
	delete b$name;
	print b?$name;

	# A record is handed on as such, not as a copy: both names mean one thing.
	local same = a;
	same$seen = 5;
	print a$seen;
	local other = copy(a);
	other$seen = 6;
	print a$seen, other$seen;

	# Records in records.
	local link = Link($from=a, $to=b);
	add link$to$ports[445/tcp];
	print link$from$name, link$to$ports;
	print 445/tcp in b$ports;
	}

# Other scripts may add fields, if they are optional or have a default. This is
# how scripts put their own data on a connection.
redef record Host += {
	owner: string &default="nobody";
};

event zeek_init() &priority=-1
	{
	print Host($address=10.0.0.9)$owner;
	}
