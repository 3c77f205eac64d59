module PacketAnalyzer::IPTUNNEL;

export {
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;
}

event zeek_init() &priority=20
	{
	# Aruba's GRE tunnels carry 802.11 frames: types 0x8200 to 0x8370 in steps of 16.
	local gre_type = 0x8200;
	while ( gre_type <= 0x8370 )
		{
		PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_IPTUNNEL, gre_type,
			PacketAnalyzer::ANALYZER_IEEE802_11);
		gre_type += 0x10;
		}
	}
