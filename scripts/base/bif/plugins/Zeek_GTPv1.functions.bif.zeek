module PacketAnalyzer::GTPV1;

export {
	global remove_gtpv1_connection: function(cid: conn_id): bool;
}
