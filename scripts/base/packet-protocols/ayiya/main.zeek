@load base/frameworks/analyzer/main

module PacketAnalyzer::AYIYA;

const IPPROTO_IPV4: count = 4;
const IPPROTO_IPV6: count = 41;

export {
	const ayiya_ports: set[port] = {5072/udp} &redef;
}

event zeek_init() &priority=20
	{
	PacketAnalyzer::register_protocol_detection(PacketAnalyzer::ANALYZER_UDP,
		PacketAnalyzer::ANALYZER_AYIYA);
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_AYIYA,
		ayiya_ports);

	for ( ethertype in set(IPPROTO_IPV4, IPPROTO_IPV6) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_AYIYA, ethertype,
			PacketAnalyzer::ANALYZER_IP);
	}
