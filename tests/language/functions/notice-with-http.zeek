# Notices can be defined where the script of a protocol is loaded alone.
@load base/protocols/http

redef enum Notice::Type += { Seen };

event zeek_init()
	{
	print Seen;
	}
