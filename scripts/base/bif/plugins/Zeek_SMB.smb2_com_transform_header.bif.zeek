module GLOBAL;

export {
	## Raised for each encrypted message; its content stays unknown.
	global smb2_transform_header: event(c: connection, hdr: SMB2::Transform_header);
}
