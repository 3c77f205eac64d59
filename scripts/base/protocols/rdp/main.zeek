module RDP;

export {
	## Ports of RDP servers.
	const rdp_ports: set[port] = {3389/tcp} &redef;

	## Ports of RDP servers that use UDP.
	const rdpeudp_ports: set[port] = {3389/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_RDP, rdp_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_RDPEUDP, rdpeudp_ports);
	}
