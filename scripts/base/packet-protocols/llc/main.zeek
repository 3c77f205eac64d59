module PacketAnalyzer::LLC;
