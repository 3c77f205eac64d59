# Requests and responses of compounds, one message each.
event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool)
	{
	print is_orig ? ">" : "<", SMB2::commands[hdr$command], hdr$message_id, hdr$status;
	}
