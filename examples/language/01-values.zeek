# pyzeek -b examples/language/01-values.zeek
#
# The simple types. A network has addresses, ports and times; so has the language.

event zeek_init()
	{
	# Whole numbers: `count` is never negative, `int` may be. A literal without a
	# sign is a count.
	local packets = 1500;
	local offset: int = -12;
	print packets, offset, 0xff, packets / 7, packets % 7;

	# Numbers with a point, and truth.
	local share = 0.75;
	print share, share * 2, 1 / 3.0, T && ! F;

	# Addresses, of both versions, and the networks that hold them.
	local server = 192.168.1.10;
	local net = 192.168.0.0/16;
	print server, [2001:db8::1], net, server in net;
	print server / 24;                  # the network around an address
	print |net|;                        # how many addresses it has
	print is_v4_addr(server), is_v6_addr([2001:db8::1]);

	# A port is a number and a protocol.
	local web = 80/tcp;
	print web, 53/udp, web == 80/udp, web < 443/tcp;

	# Spans of time have units; a moment plus a span is a moment.
	local wait = 1.5 min;
	print wait, wait + 10 sec, 2 hrs > 119 mins, 1 day / 6 hrs;
	local start = double_to_time(1700000000.0);
	print start, start + wait, (start + wait) - start;
	print strftime("%Y-%m-%d %H:%M:%S", start);

	# Types are found out where they can be, and kept: `packets = "many"` would be
	# refused. Conversions are functions.
	print to_count("42") + 1, to_int("-7"), to_double("2.5"), to_addr("10.0.0.1");
	print type_name(packets), type_name(server), type_name(wait);

	# `|x|` is the size of something: here the distance from zero.
	print |offset|, |-2.5|;

	# Bits.
	print 12 & 10, 12 | 10, 12 ^ 10, ~ 0 == 18446744073709551615, 1 << 4;
	}
