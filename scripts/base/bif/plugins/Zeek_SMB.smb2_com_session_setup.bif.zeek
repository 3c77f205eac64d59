module GLOBAL;

export {
	## The client authenticates.
	global smb2_session_setup_request: event(c: connection, hdr: SMB2::Header,
		request: SMB2::SessionSetupRequest);

	## The server answers the authentication.
	global smb2_session_setup_response: event(c: connection, hdr: SMB2::Header,
		response: SMB2::SessionSetupResponse);
}
