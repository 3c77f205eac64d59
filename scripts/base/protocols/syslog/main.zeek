module Syslog;

export {
	## Ports of Syslog servers.
	const ports: set[port] = {514/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SYSLOG, ports);
	}
