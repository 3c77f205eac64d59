module MQTT;

export {
	## Ports of MQTT servers.
	const ports: set[port] = {1883/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_MQTT, ports);
	}
