module SNMP;

export {
	## Ports of SNMP servers.
	const ports: set[port] = {161/udp, 162/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SNMP, ports);
	}
