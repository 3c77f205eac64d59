##! Notices about local hosts that have names elsewhere.

@load base/frameworks/notice
@load base/protocols/dns
@load base/utils/site

module DNS;

export {
	redef enum Notice::Type += {
		## A name outside of the local zones leads to a local host.
		External_Name,
	};

	## Responders that answer for everybody, such as those of multicast.
	option skip_resp_host_port_pairs: set[addr, port] = {
		[224.0.0.251, 5353/udp], [[ff02::fb], 5353/udp]
	};
}

function detect_external_names(c: connection, ans: dns_answer, a: addr)
	{
	if ( |Site::local_zones| == 0 || ! Site::is_local_addr(a)
	     || Site::is_local_name(ans$query) )
		return;

	if ( [c$id$resp_h, c$id$resp_p] in skip_resp_host_port_pairs )
		return;

	NOTICE(Notice::Info($note=External_Name, $conn=c, $identifier=cat(a, ans$query),
		$msg=fmt("%s is pointing to a local host - %s.", ans$query, a)));
	}

event dns_A_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr)
	{
	detect_external_names(c, ans, a);
	}

event dns_AAAA_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr)
	{
	detect_external_names(c, ans, a);
	}
