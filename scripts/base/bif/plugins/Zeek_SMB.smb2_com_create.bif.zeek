module GLOBAL;

export {
	## The client opens or creates a file.
	global smb2_create_request: event(c: connection, hdr: SMB2::Header,
		request: SMB2::CreateRequest);

	## The server opened or created a file.
	global smb2_create_response: event(c: connection, hdr: SMB2::Header,
		response: SMB2::CreateResponse);
}
