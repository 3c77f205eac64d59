module PacketAnalyzer::PPPOE;

event zeek_init() &priority=20
	{
	for ( ethertype in set(0x0021, 0x0057) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_PPPOE, ethertype,
			PacketAnalyzer::ANALYZER_IP);
	}
