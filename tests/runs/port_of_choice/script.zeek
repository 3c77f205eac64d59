# A script may attach an analyzer to further ports.
event zeek_init()
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_SMB, set(1445/tcp));
	}

event smb2_negotiate_response(c: connection, hdr: SMB2::Header, response: SMB2::NegotiateResponse)
	{
	print c$id$resp_p, response$dialect_revision, |response$negotiate_context_values|;
	}
