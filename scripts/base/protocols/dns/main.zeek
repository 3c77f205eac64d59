module DNS;

export {
	## Ports of DNS servers.
	const ports: set[port] = {53/udp, 53/tcp, 137/udp, 5353/udp, 5355/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_DNS, ports);
	}
