module DCE_RPC;

export {
	## Ports of DCE/RPC servers.
	const ports: set[port] = {135/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_DCE_RPC, ports);
	}
