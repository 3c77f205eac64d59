module PacketAnalyzer;

export {
	global register_packet_analyzer: function(parent: PacketAnalyzer::Tag, identifier: count,
		child: PacketAnalyzer::Tag): bool;
	global try_register_packet_analyzer_by_name: function(parent: string, identifier: count,
		child: string): bool;
	global __set_ignore_checksums_nets: function(v: subnet_set): bool;
	global register_protocol_detection: function(parent: PacketAnalyzer::Tag,
		child: PacketAnalyzer::Tag): bool;
	global __disable_analyzer: function(id: PacketAnalyzer::Tag): bool;
	global __enable_analyzer: function(id: PacketAnalyzer::Tag): bool;
}
