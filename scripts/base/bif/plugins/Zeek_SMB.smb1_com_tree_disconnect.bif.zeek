module GLOBAL;

export {
	global smb1_tree_disconnect: event(c: connection, hdr: SMB1::Header, is_orig: bool);
}
