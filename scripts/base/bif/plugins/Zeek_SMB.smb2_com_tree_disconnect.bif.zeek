module GLOBAL;

export {
	## The client gives a share up.
	global smb2_tree_disconnect_request: event(c: connection, hdr: SMB2::Header);

	## The server confirms that.
	global smb2_tree_disconnect_response: event(c: connection, hdr: SMB2::Header);
}
