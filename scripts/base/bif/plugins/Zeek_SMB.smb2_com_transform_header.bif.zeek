export {
	global smb2_transform_header: event(c: connection, hdr: SMB2::Transform_header);
}
