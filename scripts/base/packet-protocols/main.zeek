@load base/frameworks/analyzer/main.zeek

module PacketAnalyzer;

export {
	global register_for_ports: function(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag,
		server_ports: set[port], non_server_ports: set[port] &default=set()): bool;
	global register_for_port: function(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag,
		p: port): bool;

	const max_depth: count = 25 &redef;
}

function register_for_port(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag, p: port): bool
	{
	register_packet_analyzer(parent, port_to_count(p), child);

	if ( child !in Analyzer::ports )
		Analyzer::ports[child] = set();

	add Analyzer::ports[child][p];
	return T;
	}

function register_for_ports(parent: PacketAnalyzer::Tag, child: PacketAnalyzer::Tag,
	server_ports: set[port], non_server_ports: set[port]): bool
	{
	local all_registered = T;

	for ( p in server_ports | non_server_ports )
		{
		if ( ! register_for_port(parent, child, p) )
			all_registered = F;
		}

	likely_server_ports += server_ports;
	return all_registered;
	}
