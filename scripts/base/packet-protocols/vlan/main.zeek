module PacketAnalyzer::VLAN;

export {
	const SNAP_FORWARDING_KEY: count = 0x0001;
	const NOVELL_FORWARDING_KEY: count = 0x0002;
	const LLC_FORWARDING_KEY: count = 0x0003;
}

event zeek_init() &priority=20
	{
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, 0x8847,
		PacketAnalyzer::ANALYZER_MPLS);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, 0x88e7,
		PacketAnalyzer::ANALYZER_PBB);

	for ( ethertype in set(0x0800, 0x86dd) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, ethertype,
			PacketAnalyzer::ANALYZER_IP);

	for ( ethertype in set(0x0806, 0x8035) )
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, ethertype,
			PacketAnalyzer::ANALYZER_ARP);

	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, 0x8100,
		PacketAnalyzer::ANALYZER_VLAN);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, 0x8864,
		PacketAnalyzer::ANALYZER_PPPOE);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, 0x8926,
		PacketAnalyzer::ANALYZER_VNTAG);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, SNAP_FORWARDING_KEY,
		PacketAnalyzer::ANALYZER_SNAP);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, NOVELL_FORWARDING_KEY,
		PacketAnalyzer::ANALYZER_NOVELL_802_3);
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_VLAN, LLC_FORWARDING_KEY,
		PacketAnalyzer::ANALYZER_LLC);
	}
