module MySQL;

export {
	## Ports of MySQL servers.
	const ports: set[port] = {1434/tcp, 3306/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_MYSQL, ports);
	}
