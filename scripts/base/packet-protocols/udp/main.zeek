module PacketAnalyzer::UDP;
