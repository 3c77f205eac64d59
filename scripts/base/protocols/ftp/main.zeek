module FTP;

export {
	## Ports of FTP servers.
	const ports: set[port] = {21/tcp, 2811/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_FTP, ports);
	}
