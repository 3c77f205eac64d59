module Modbus;

export {
	## Ports of Modbus servers.
	const ports: set[port] = {502/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_MODBUS, ports);
	}
