module Finger;

export {
	## Ports of Finger servers.
	const ports: set[port] = {79/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_FINGER, ports);
	}
