# Functions show the name that their type was given; inside of containers their text
# stands further right.
module Own;

type Check: function(n: count): bool;
type Chance: hook(n: count);

global is_large: Check;
global tell: Chance;

function is_large(n: count): bool
	{
	return n > 2;
	}

hook tell(n: count)
	{
	if ( n > 3 )
		print n;
	}

event zeek_init()
	{
	print is_large;
	print cat(set(tell));
	print type_name(is_large), type_name(tell);
	}
