# Who watches all events sees the one that Broker raises regularly, and the last one
# when the input ends.
@load base/frameworks/broker

redef Broker::log_batch_interval = 4 msecs;

event net_done(t: time)
	{
	}

event new_event(name: string, args: call_argument_vector)
	{
	print network_time(), name;
	}
