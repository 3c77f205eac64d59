##! Which software clients and servers of DHCP run.

@load base/protocols/dhcp
@load base/frameworks/software

module DHCP;

export {
	redef enum Software::Type += {
		## A server of DHCP.
		DHCP::SERVER,
		## A client of DHCP.
		DHCP::CLIENT,
	};

	redef record DHCP::Info += {
		## What the client says it is.
		client_software: string &log &optional;
		## What the server says it is.
		server_software: string &log &optional;
	};
}

event DHCP::aggregate_msgs(ts: time, id: conn_id, uid: string, is_orig: bool,
	msg: DHCP::Msg, options: DHCP::Options) &priority=5
	{
	if ( ! options?$vendor_class )
		return;

	if ( is_orig )
		{
		log_info$client_software = options$vendor_class;
		return;
		}

	log_info$server_software = options$vendor_class;
	Software::found(id, Software::Info($unparsed_version=options$vendor_class,
		$host=id$resp_h, $software_type=DHCP::SERVER));
	}

event DHCP::log_dhcp(rec: DHCP::Info)
	{
	if ( ! rec?$assigned_addr || ! rec?$server_addr )
		return;

	# The addresses of the packets are those of nobody yet.
	local id = conn_id($orig_h=rec$assigned_addr, $orig_p=rec$client_port,
		$resp_h=rec$server_addr, $resp_p=rec$server_port, $proto=17);

	if ( rec?$client_software && rec$assigned_addr != 255.255.255.255 )
		Software::found(id, Software::Info($unparsed_version=rec$client_software,
			$host=id$orig_h, $host_p=id$orig_p, $software_type=DHCP::CLIENT));

	if ( rec?$server_software )
		Software::found(id, Software::Info($unparsed_version=rec$server_software,
			$host=id$resp_h, $host_p=id$resp_p, $software_type=DHCP::SERVER));
	}
