module PacketAnalyzer::ICMP;
