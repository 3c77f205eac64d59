module NTP;

export {
	## Ports of NTP servers.
	const ports: set[port] = {123/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_NTP, ports);
	}
