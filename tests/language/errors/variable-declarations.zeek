# Declarations without what they need, or again.
const c1: count;
global g1 = 1 &redef;
global g1 = 2;
redef g1: string = "a";
global g2 = {};
global g3 = table();
global g4 5;
global g5: g1;
option o1: set[count];
function f1(a: count, a: count) { }
type R1: record { };
event zeek_init()
	{
	local x1 += 3;
	local x2 5;
	const x3: count;
	const x4 = 1;
	local x4 = 2;
	local x5 = vector();
	R1 = 2;
	local v = vector(1, 2);
	print (v[0:1] = vector(3));
	local e = zeek_done;
	event e();
	}
