# Messages name variables of functions with the module.
module M;
event zeek_init()
	{
	local y = 3;
	y = "a";
	const k = 1;
	k = 2;
	local f = function() { print y; };
	}
