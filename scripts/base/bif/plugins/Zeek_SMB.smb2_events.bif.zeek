module GLOBAL;

export {
	## Raised for each SMB2 message, before the event of its command.
	global smb2_message: event(c: connection, hdr: SMB2::Header, is_orig: bool);

	## Raised when a connection held too much state and it was dropped.
	global smb2_discarded_messages_state: event(c: connection, state: string);
}
