module DNP3;

export {
	## Ports of DNP3 servers.
	const ports: set[port] = {20000/tcp, 20000/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_DNP3_TCP, ports);
	}
