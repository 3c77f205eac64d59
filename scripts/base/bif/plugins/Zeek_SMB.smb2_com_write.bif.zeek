module GLOBAL;

export {
	## The client writes to a file.
	global smb2_write_request: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		offset: count, length: count);

	## The server has written to a file.
	global smb2_write_response: event(c: connection, hdr: SMB2::Header, length: count);
}
