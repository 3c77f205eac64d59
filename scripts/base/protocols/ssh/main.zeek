module SSH;

export {
	## Ports of SSH servers.
	const ports: set[port] = {22/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SSH, ports);
	}
