# Records without a type as arguments, and types that cannot be an index.
type R: record { a: count; b: string &optional; };
function f(r: R) { print r; }
global files: set[file];
event zeek_init()
	{
	f([$a=1, $z=2]);
	f([$b="x"]);
	f([$a="x"]);
	f([$a=-1]);
	f([$a=1]);
	local x = set(vector());
	}
