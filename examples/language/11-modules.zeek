# pyzeek -b examples/language/11-modules.zeek
#
# Scripts load others, live in modules, and change each other's settings.

# Loads parts/greeting.zeek, which lies beside this script. Each file is read once.
@load ./parts/greeting

module Tour;

# What others may use stands in `export`; they call it Tour::visits.
export {
	global visits = 0;
	type Kind: enum { PLAIN, FANCY };
}

# Only for this file's module.
function visit()
	{
	++visits;
	}

# Settings of another module: a constant with &redef may be changed while scripts
# are loaded, and sets, tables and enums can be added to.
redef Greeting::word = "good morning";
redef Greeting::names += { "tourist" };
redef enum Kind += { GRAND };

event zeek_init()
	{
	print Greeting::greet("tourist");
	print Greeting::greet("burglar");
	visit();
	visit();
	print visits, Tour::visits;
	print GRAND, Greeting::POLITE;
	}

# Parts of a script can depend on what is there.
@ifdef ( Greeting::greet )
event zeek_init() &priority=-5
	{
	print "greetings are loaded";
	}
@else
event zeek_init() &priority=-5
	{
	print "no greetings";
	}
@endif

@if ( Greeting::loud )
redef Greeting::word += "!";
@endif
