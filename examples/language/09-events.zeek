# pyzeek -b examples/language/09-events.zeek
#
# Events are what the language is about: something happened, and whoever wants to
# know writes a handler. Handlers run one after the other, never at the same time.

global login: event(user: string, host: addr);
global tick: event(n: count);

# The handler with the highest priority comes first; the usual one is 0.
event login(user: string, host: addr) &priority=10
	{
	print fmt("first: %s", user);
	}

event login(user: string, host: addr)
	{
	print fmt("then: %s from %s", user, host);
	}

event login(user: string, host: addr) &priority=-10
	{
	print "last";
	}

# An event can be raised again after some time. Without a capture, time stands
# still, and what is left runs at the end.
event tick(n: count)
	{
	print fmt("tick %d", n);
	if ( n < 3 )
		event tick(n + 1);
	}

# Run when everything is loaded.
event zeek_init()
	{
	# `event` puts an event at the end of the queue: its handlers run after this one.
	event login("alice", 10.0.0.1);
	event tick(1);
	schedule 10 sec { login("bob", 10.0.0.2) };
	print "zeek_init is through";
	}

# Run at the very end.
event zeek_done()
	{
	print "that was it";
	}
