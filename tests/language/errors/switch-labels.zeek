# What cases of a switch may be.
event zeek_init()
	{
	local x = 1;
	local i = -1;
	switch ( vector(1) ) { case 1: break; }
	switch ( x ) { case 1: break; case type count: break; }
	switch ( x ) { case 1, "a": break; }
	switch ( i ) { case 1: break; }
	switch ( i ) { case -1: break; case +1: break; case -(x): break; }
	schedule 5 { zeek_done() };
	when ( T ) { } timeout 5 { }
	}
