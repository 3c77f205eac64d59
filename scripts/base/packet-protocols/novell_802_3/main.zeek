module PacketAnalyzer::NOVELL_802_3;
