# pyzeek -b -C -r tests/traces/smb/smb3-login-unknown-user-as-guest.pcap base/protocols/smb examples/smb2_session_setup.zeek
#
# Logins to SMB2 servers: whether signing is wanted, and as whom the server takes
# the client. STATUS_MORE_PROCESSING_REQUIRED stands for one step of several.

event smb2_session_setup_request(c: connection, hdr: SMB2::Header, request: SMB2::SessionSetupRequest)
	{
	print fmt("%s logs in, signing %s", c$id$orig_h,
		request$security_mode >= 2 ? "required" : "enabled");
	}

event smb2_session_setup_response(c: connection, hdr: SMB2::Header, response: SMB2::SessionSetupResponse)
	{
	local whom = "a user";
	if ( response$flags$guest )
		whom = "a guest";
	else if ( response$flags$anonymous )
		whom = "nobody in particular";

	if ( hdr$status == 0 )
		print fmt("%s takes it as %s", c$id$resp_h, whom);
	else
		print fmt("%s answers %s", c$id$resp_h, SMB::statuses[hdr$status]$id);
	}
