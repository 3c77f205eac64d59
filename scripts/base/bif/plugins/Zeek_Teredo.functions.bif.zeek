module PacketAnalyzer::TEREDO;

export {
	global remove_teredo_connection: function(cid: conn_id): bool;
}
