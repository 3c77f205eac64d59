# Analyzers and packet layers that scripts switch off and on again.
@load base/protocols/smb

event zeek_init()
	{
	Analyzer::disable_analyzer(Analyzer::ANALYZER_SMB);
	}

event new_connection(c: connection)
	{
	print "new", c$id$orig_p;
	Analyzer::enable_analyzer(Analyzer::ANALYZER_SMB);
	}

event smb2_negotiate_request(c: connection, hdr: SMB2::Header, dialects: index_vec)
	{
	print "negotiates", c$id$orig_p;
	print Analyzer::disable_analyzer(PacketAnalyzer::ANALYZER_TCP);
	}

event connection_state_remove(c: connection)
	{
	print "over", c$id$orig_p, c$history;
	}

event net_done(t: time)
	{
	print "done", t;
	}
