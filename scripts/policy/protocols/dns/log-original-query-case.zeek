##! The query as it was written, capitals and all, in dns.log.

@load base/protocols/dns/main

module DNS;

export {
	redef record Info += {
		## The query before it was put into lower case.
		original_query: string &log &optional;
	};
}

event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count,
		original_query: string) &priority=5
	{
	# Other operations are not looked at.
	if ( msg$opcode == 0 )
		c$dns$original_query = original_query;
	}
