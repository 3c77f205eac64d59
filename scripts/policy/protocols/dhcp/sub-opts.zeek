##! What relay agents tell of clients, in dhcp.log.

@load base/protocols/dhcp

module DHCP;

export {
	redef record DHCP::Info += {
		## The circuit by which the client is reached.
		circuit_id: string &log &optional;
		## The host at its other end.
		agent_remote_id: string &log &optional;
		## The customer.
		subscriber_id: string &log &optional;
	};
}

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool,
		msg: DHCP::Msg, options: DHCP::Options)
	{
	if ( ! options?$sub_opt )
		return;

	# RFC 3046 2.0, RFC 3993
	for ( _, sub_opt in options$sub_opt )
		switch ( sub_opt$code )
			{
			case 1:
				log_info$circuit_id = sub_opt$value;
				break;
			case 2:
				log_info$agent_remote_id = sub_opt$value;
				break;
			case 6:
				log_info$subscriber_id = sub_opt$value;
				break;
			}
	}
