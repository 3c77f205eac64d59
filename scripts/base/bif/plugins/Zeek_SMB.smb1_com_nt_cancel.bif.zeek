module GLOBAL;

export {
	global smb1_nt_cancel_request: event(c: connection, hdr: SMB1::Header);
}
