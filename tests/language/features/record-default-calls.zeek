# A default that calls a function is computed for each new record, given or not.
global n = 0;
function f(): count { return ++n; }
type A: record { x: count &default=f(); y: count &optional; };
type B: record { a: A; z: count &default=3; };
type C: record { b: B &optional; a: A &default=A(); a2: A &default=[$y=2]; };
event zeek_init()
	{
	local a: A = [$y=1];
	print a, n;
	local b = B($a=a);
	print b, n;
	local c = C();
	print c, n;
	delete c$a;
	print c$a, n;
	}
