# What the scripts about DHCP add to its log.
@load protocols/dhcp/msg-orig
@load protocols/dhcp/software
@load protocols/dhcp/sub-opts

redef Log::default_writer = Log::WRITER_NONE;

event DHCP::log_dhcp(rec: DHCP::Info)
	{
	print rec$msg_types, rec$msg_orig;
	print rec?$client_software ? rec$client_software : "-",
		rec?$server_software ? rec$server_software : "-";
	}

# As if a relay agent stood between.
event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool,
		msg: DHCP::Msg, options: DHCP::Options) &priority=10
	{
	options$sub_opt = DHCP::SubOpts(DHCP::SubOpt($code=1, $value="circuit"),
		DHCP::SubOpt($code=6, $value=msg$chaddr));
	}

event DHCP::log_dhcp(rec: DHCP::Info)
	{
	print rec$circuit_id, rec?$agent_remote_id, rec$subscriber_id;
	}
