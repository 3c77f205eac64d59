module IMAP;

export {
	## Ports of IMAP servers.
	const ports: set[port] = {143/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_IMAP, ports);
	}
