module GLOBAL;

export {
	## The client reads from a file.
	global smb2_read_request: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		offset: count, length: count);
}
