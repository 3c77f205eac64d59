module GLOBAL;

export {
	## The client asks for a share.
	global smb2_tree_connect_request: event(c: connection, hdr: SMB2::Header, path: string);

	## The server grants a share.
	global smb2_tree_connect_response: event(c: connection, hdr: SMB2::Header,
		response: SMB2::TreeConnectResponse);
}
