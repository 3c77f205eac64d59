module IRC;

export {
	## Ports of IRC servers.
	const ports: set[port] = {6666/tcp, 6667/tcp, 6668/tcp, 6669/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_IRC, ports);
	}
