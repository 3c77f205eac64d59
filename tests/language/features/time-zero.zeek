# Zero stands for the time that is not known; a function in a field may return "nothing".
function nothing() { print "called"; }
type Plugin: record { func: function(); };
event zeek_init()
	{
	local p = Plugin($func() = { return nothing(); });
	p$func();
	local t = double_to_time(0.0);
	print t == 0, 0 == t, t != 0, 0 != t;
	t = double_to_time(1.0);
	print t == 0, 0 == t, t != 0, 0 != t, 0.0 == t;
	}
