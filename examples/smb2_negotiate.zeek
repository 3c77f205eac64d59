# pyzeek -b -C -r tests/traces/smb/smb3-11-session.pcap base/protocols/smb examples/smb2_negotiate.zeek
#
# What an SMB2 client offers, and what the server chooses.

event smb2_negotiate_request(c: connection, hdr: SMB2::Header, dialects: index_vec)
	{
	local names: vector of string;
	for ( _, dialect in dialects )
		names += SMB2::dialects[dialect];
	print fmt("%s offers %s", c$id$orig_h, join_string_vec(names, ", "));
	}

event smb2_negotiate_response(c: connection, hdr: SMB2::Header, response: SMB2::NegotiateResponse)
	{
	print fmt("%s chooses %s, signing %s", c$id$resp_h,
		SMB2::dialects[response$dialect_revision],
		response$security_mode >= 2 ? "required" : "enabled");

	for ( _, context in response$negotiate_context_values )
		if ( context?$encryption_info )
			print "cipher", context$encryption_info$ciphers;
	}
