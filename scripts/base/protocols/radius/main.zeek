module RADIUS;

export {
	## Ports of RADIUS servers.
	const ports: set[port] = {1812/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_RADIUS, ports);
	}
