module PacketAnalyzer::SNAP;

event zeek_init() &priority=20
	{
	for ( ethertype in set(0x0800, 0x86dd) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_SNAP, ethertype,
			PacketAnalyzer::ANALYZER_IP);

	for ( ethertype in set(0x0806, 0x8035) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_SNAP, ethertype,
			PacketAnalyzer::ANALYZER_ARP);
	}
