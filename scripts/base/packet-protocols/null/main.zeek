module PacketAnalyzer::NULL;

const DLT_NULL: count = 0;

event zeek_init() &priority=20
	{
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_ROOT, DLT_NULL,
		PacketAnalyzer::ANALYZER_NULL);

	for ( family in set(2, 24, 28, 30) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_NULL, family,
			PacketAnalyzer::ANALYZER_IP);
	}
