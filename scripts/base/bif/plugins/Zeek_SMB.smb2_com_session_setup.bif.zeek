export {
	global smb2_session_setup_request: event(c: connection, hdr: SMB2::Header,
		request: SMB2::SessionSetupRequest);
	global smb2_session_setup_response: event(c: connection, hdr: SMB2::Header,
		response: SMB2::SessionSetupResponse);
}
