##! What follows from the events of SMB2.

@load ./main

module SMB2;

redef record SMB::CmdInfo += {
	## Dialects that the client offers.
	smb2_offered_dialects: index_vec &optional;

	## The options of a create, kept for its response.
	smb2_create_options: count &default=0;
};

# The option of a create that deletes the file when it is closed.
const delete_on_close = 0x00001000;

# The two handlers below cost something with every file that is opened, so they
# rest when nobody asks for what they raise.
event zeek_init() &priority=-10
	{
	if ( ! is_event_handled("smb2_file_delete") && ! is_event_handled("new_event") )
		disable_event_group("SMB2::delete_on_close");
	}

# What a create request leaves for its response, by message id.
event smb2_create_request(c: connection, hdr: SMB2::Header, request: SMB2::CreateRequest)
	&priority=5 &group="SMB2::delete_on_close"
	{
	if ( (request$create_options & delete_on_close) == 0 )
		return;

	if ( ! c?$smb_state )
		c$smb_state = SMB::State();

	if ( ! c$smb_state?$pending_cmds )
		c$smb_state$pending_cmds = table();

	c$smb_state$pending_cmds[hdr$message_id] = SMB::CmdInfo(
		$uid=c$uid, $id=c$id, $version="SMB2", $command="CREATE",
		$smb2_create_options=request$create_options);
	}

# A file opened to be deleted on closing counts as deleted.
event smb2_create_response(c: connection, hdr: SMB2::Header, response: SMB2::CreateResponse)
	&priority=5 &group="SMB2::delete_on_close"
	{
	if ( ! c?$smb_state || ! c$smb_state?$pending_cmds
	     || hdr$message_id !in c$smb_state$pending_cmds )
		return;

	delete c$smb_state$pending_cmds[hdr$message_id];

	if ( hdr$status == 0 )
		event smb2_file_delete(c, hdr, response$file_id, T);
	}
