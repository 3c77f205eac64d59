# pyzeek -b examples/language/16-printing.zeek
#
# What things look like when printed, and how to give them another form.

type Point: record {
	x: count;
	y: count &optional;
};

event zeek_init()
	{
	# `print` puts a comma between its arguments.
	print 1, "two", 3.0, T;

	# `fmt` fills places in a text: %s takes everything.
	print fmt("%s and %s", 10.0.0.1, 80/tcp);
	print fmt("[%d] [%5d] [%-5d] [%05d] [%x]", 42, 42, 42, 42, 255);
	print fmt("[%.2f] [%8.3f] [%e] [%g]", 3.14159, 3.14159, 31415.9, 0.5);
	print fmt("[%s] [%10s] [%-10s]", "abc", "abc", "abc");
	print fmt("100%% of %s", vector(1, 2));

	# `cat` strings everything together, `cat_sep` with something between.
	print cat("a", 1, 2.5, 10.0.0.0/8);
	print cat_sep("|", "(nothing)", "a", "", 7);

	# Doubles keep six decimals at most and one at least.
	print 0.1 + 0.2, 2.0, 1e10, 1.0 / 3, 0.0000001;

	# Containers and records.
	print vector(1, 2), set("a"), table(["k"] = 5);
	print Point($x=1);
	print set(1, 2) == set(2, 1);

	# As JSON.
	print to_json(Point($x=1, $y=2));
	print to_json(vector("a", "b"));

	# To a file instead.
	local out = open("/dev/stdout");
	print out, "through a file";
	close(out);
	}
