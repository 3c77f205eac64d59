# pyzeek -b examples/language/12-options.zeek Tour::interval_of_reports=5min
#
# Three kinds of settings: constants that can be redefined while scripts are loaded,
# also on the command line, and options that can change during the run.

module Tour;

export {
	const interval_of_reports = 1 hr &redef;
	option threshold: count = 10;
	option quiet_hosts: set[addr] = {};
}

# Called before an option changes; what it returns is the new value.
function at_most_100(id: string, new_value: count): count
	{
	print fmt("%s: %d asked for", id, new_value);
	return new_value > 100 ? 100 : new_value;
	}

event zeek_init()
	{
	Option::set_change_handler("Tour::threshold", at_most_100);
	print interval_of_reports, threshold;

	print Option::set("Tour::threshold", 25), threshold;
	print Option::set("Tour::threshold", 5000), threshold;
	print Option::set("Tour::quiet_hosts", set(10.0.0.1)), quiet_hosts;
	}
