# Calls of what is not called like that, lists for what is no container.
function f1() { }
global l1: count = {1};
event zeek_init()
	{
	event f1();
	hook 5;
	print !vector(T);
	print !1.5;
	print /a/ in 5;
	local x = 5;
	x = {1};
	local v = vector(1);
	v -= {1};
	local y: count = {1, 2};
	}
