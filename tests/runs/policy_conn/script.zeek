# What the scripts of policy/protocols/conn add to conn.log.
@load protocols/conn/community-id-logging
@load protocols/conn/failed-service-logging
@load protocols/conn/ip-proto-name-logging
@load protocols/conn/mac-logging
@load protocols/conn/pppoe-session-id-logging
@load protocols/conn/speculative-service
@load protocols/conn/vlan-logging

hook Conn::log_policy(rec: Conn::Info, id: Log::ID, filter: Log::Filter)
	{
	print rec$id$orig_p, rec$community_id, rec$ip_proto_name, rec$orig_l2_addr,
		rec$resp_l2_addr, rec$vlan, rec$inner_vlan;
	print rec?$failed_service, rec?$pppoe_session_id, rec?$speculative_service;
	break;
	}
