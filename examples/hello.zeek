# pyzeek -b examples/hello.zeek
#
# The least script: no capture, one event, which every run raises at its start.

event zeek_init()
	{
	print "hello, world";
	}
