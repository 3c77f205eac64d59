##! Warns when so many checksums are wrong that the sending host must have left them to
##! its network card.

@load base/frameworks/notice

module ChecksumOffloading;

export {
	## Time until the first look, and between further ones while packets are few.
	const check_interval = 10secs &redef;
}

global bad_ip_checksums = 0;
global bad_tcp_checksums = 0;
global bad_udp_checksums = 0;

# One warning is enough.
global done = F;

# Names of the protocols that have bad checksums; empty if they are too few.
function protocols_concerned(packets: count): string
	{
	local bad = vector(bad_ip_checksums, bad_tcp_checksums, bad_udp_checksums);
	local names = vector("IP", "TCP", "UDP");
	local seen: vector of string;
	local many = F;

	for ( i, n in bad )
		{
		if ( n > 0 )
			seen += names[i];

		if ( packets > 0 && n > packets * 0.05 )
			many = T;
		}

	return many ? join_string_vec(seen, " and ") : "";
	}

event ChecksumOffloading::check()
	{
	if ( done )
		return;

	local packets = get_net_stats()$pkts_recvd;
	local names = protocols_concerned(packets);

	if ( names == "" )
		{
		if ( packets < 20 )
			schedule check_interval { ChecksumOffloading::check() };

		return;
		}

	done = T;
	Reporter::warning(fmt("Your %s invalid %s checksums, most likely from NIC checksum offloading.  By default, packets with invalid checksums are discarded by Zeek unless using the -C command-line option or toggling the 'ignore_checksums' variable.  Alternatively, disable checksum offloading by the network adapter to ensure Zeek analyzes the actual checksums that are transmitted.",
		reading_traces() ? "trace file likely has" : "interface is likely receiving",
		names));
	}

event zeek_init()
	{
	schedule check_interval { ChecksumOffloading::check() };
	}

event net_weird(name: string, addl: string)
	{
	if ( name == "bad_IP_checksum" )
		++bad_ip_checksums;
	}

event conn_weird(name: string, c: connection, addl: string)
	{
	if ( name == "bad_TCP_checksum" )
		++bad_tcp_checksums;
	else if ( name == "bad_UDP_checksum" )
		++bad_udp_checksums;
	}

event zeek_done()
	{
	event ChecksumOffloading::check();
	}
