##! Leaves connections of IP protocols that have no analyzer alone, and the column of
##! conn.log that tells the protocol.

@load base/frameworks/analyzer/main
@load base/protocols/conn

redef record Conn::Info$ip_proto -= { &log };

event zeek_init()
	{
	Analyzer::disable_analyzer(PacketAnalyzer::ANALYZER_UNKNOWN_IP_TRANSPORT);
	}
