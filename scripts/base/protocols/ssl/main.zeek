module SSL;

export {
	## Ports of SSL servers.
	const ssl_ports: set[port] = {
		443/tcp, 465/tcp, 563/tcp, 585/tcp, 614/tcp, 636/tcp, 989/tcp, 990/tcp,
		992/tcp, 993/tcp, 995/tcp, 5223/tcp
	} &redef;

	## Ports of DTLS servers.
	const dtls_ports: set[port] = {443/udp} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SSL, ssl_ports);
	Analyzer::register_for_ports(Analyzer::ANALYZER_DTLS, dtls_ports);
	}
