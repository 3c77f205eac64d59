module SMTP;

export {
	## Ports of SMTP servers.
	const ports: set[port] = {25/tcp, 587/tcp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SMTP, ports);
	}
