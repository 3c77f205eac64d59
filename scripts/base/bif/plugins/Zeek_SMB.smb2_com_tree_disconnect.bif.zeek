export {
	global smb2_tree_disconnect_request: event(c: connection, hdr: SMB2::Header);
	global smb2_tree_disconnect_response: event(c: connection, hdr: SMB2::Header);
}
