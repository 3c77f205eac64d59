# An unknown name in a condition inside a function.
event zeek_init()
	{
	local z: string = 5;
@if ( nosuch )
	print 1;
@endif
	print foo bar;
	}
