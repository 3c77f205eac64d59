# pyzeek -b examples/language/15-errors.zeek
#
# What is wrong is told with file and line on standard error. Mistakes that can be
# seen beforehand end the run before it begins. What goes wrong later ends the
# handler, not the run: the others go on.

global try: event(what: string);

event try(what: string)
	{
	local t: table[string] of count;

	# Ask before you take: this never fails.
	if ( what in t )
		print t[what];
	else
		print fmt("nothing about %s", what);

	# An assertion says what must hold; its message says what if not.
	assert |t| == 0, "the table is new";
	print "the assertion holds";
	}

# Scripts tell people about their own trouble through the reporter. These events
# are raised for it, with the place of the call, also for run-time errors.
event reporter_info(t: time, msg: string, location: string)
	{
	print fmt("info: %s", msg);
	}

event reporter_warning(t: time, msg: string, location: string)
	{
	print fmt("warning: %s", msg);
	}

event zeek_init()
	{
	event try("smb");
	Reporter::info("just so you know");
	Reporter::warning("this may be a problem");
	print "before the end";
	}
