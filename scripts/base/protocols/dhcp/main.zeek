module DHCP;

export {
	## Ports of DHCP servers.
	const server_ports: set[port] = {67/udp, 4011/udp} &redef;

	## Ports of DHCP clients.
	const client_ports: set[port] = {68/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_DHCP, server_ports, client_ports);
	}
