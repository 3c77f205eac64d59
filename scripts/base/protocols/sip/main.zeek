module SIP;

export {
	## Ports of SIP servers.
	const ports: set[port] = {5060/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SIP, ports);
	}
