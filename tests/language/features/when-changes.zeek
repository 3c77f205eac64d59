# A condition is looked at again when a global, or a container that it names or
# indexes, changes; not when something inside of a field does.
type Holder: record {
	numbers: set[count];
};

global holder = Holder();
global holders: table[string] of set[count];
global changes = 0;

event later(n: count)
	{
	if ( n > 0 )
		{
		event later(n - 1);
		return;
		}

	print "now";
	++changes;
	}

event zeek_init()
	{
	holders["a"] = set();

	when ( changes >= 0 && 1 in holder$numbers )
		{
		print "in a field", changes;
		}

	when ( 2 in holders["a"] )
		{
		print "in an element", changes;
		}

	add holder$numbers[1];
	add holders["a"][2];
	event later(5);
	}
