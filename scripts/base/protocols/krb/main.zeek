module KRB;

export {
	## Ports of Kerberos servers.
	const udp_ports: set[port] = {88/udp} &redef;

	## Ports of Kerberos servers.
	const tcp_ports: set[port] = {88/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_KRB, udp_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_KRB_TCP, tcp_ports);
	}
