module PacketAnalyzer::VNTAG;

event zeek_init() &priority=20
	{
	for ( ethertype in set(0x8100, 0x88a8, 0x9100) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VNTAG, ethertype,
			PacketAnalyzer::ANALYZER_VLAN);
	}
