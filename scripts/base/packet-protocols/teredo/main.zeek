@load base/bif/plugins/Zeek_Teredo.events.bif
@load base/bif/plugins/Zeek_Teredo.functions.bif
@load base/frameworks/analyzer/main
@load base/protocols/conn/removal-hooks

module PacketAnalyzer::TEREDO;

export {
	const default_analyzer: PacketAnalyzer::Tag = PacketAnalyzer::ANALYZER_IP &redef;
	const teredo_ports: set[port] = {3544/udp} &redef;
}

event zeek_init() &priority=20
	{
	PacketAnalyzer::register_protocol_detection(PacketAnalyzer::ANALYZER_UDP,
		PacketAnalyzer::ANALYZER_TEREDO);
	PacketAnalyzer::register_for_ports(PacketAnalyzer::ANALYZER_UDP, PacketAnalyzer::ANALYZER_TEREDO,
		teredo_ports);
	}

# The analyzer keeps state for each tunnel, which ends with the connection.
hook finalize_teredo(c: connection)
	{
	remove_teredo_connection(c$id);
	}

event new_teredo_state(c: connection)
	{
	Conn::register_removal_hook(c, finalize_teredo);
	}
