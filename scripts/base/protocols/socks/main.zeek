@load base/frameworks/tunnels

module SOCKS;

export {
	## Ports of SOCKS servers.
	const ports: set[port] = {1080/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SOCKS, ports);
	}
