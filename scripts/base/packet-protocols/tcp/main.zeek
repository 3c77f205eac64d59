module PacketAnalyzer::TCP;
