module PacketAnalyzer::PPP;

const DLT_PPP: count = 9;

event zeek_init() &priority=20
	{
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_ROOT, DLT_PPP,
		PacketAnalyzer::ANALYZER_PPP);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_PPP, 0x0281,
		PacketAnalyzer::ANALYZER_MPLS);

	for ( ethertype in set(0x0021, 0x0057) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_PPP, ethertype,
			PacketAnalyzer::ANALYZER_IP);
	}
