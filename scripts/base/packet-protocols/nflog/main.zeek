module PacketAnalyzer::NFLOG;

const AF_INET: count = 2;
const AF_INET6: count = 10;

event zeek_init() &priority=20
	{
	for ( ethertype in set(AF_INET, AF_INET6) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_NFLOG, ethertype,
			PacketAnalyzer::ANALYZER_IP);
	}
