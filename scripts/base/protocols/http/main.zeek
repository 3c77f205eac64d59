@load base/frameworks/tunnels

module HTTP;

export {
	## Ports of HTTP servers.
	const ports: set[port] = {
		80/tcp, 81/tcp, 631/tcp, 1080/tcp, 3128/tcp, 8000/tcp, 8080/tcp,
		8888/tcp
	} &redef;
}

event zeek_init() &priority=5
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_HTTP, ports);
	}
