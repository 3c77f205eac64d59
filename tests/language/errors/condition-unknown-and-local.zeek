# A condition with an unknown name and a local one.
event zeek_init()
	{
	local y = 1;
@if ( nosuch == y )
	print y;
@else
	print nosuch2;
@endif
	print foo bar;
	}
