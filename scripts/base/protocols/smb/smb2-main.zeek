##! What follows from the events of SMB2.

@load base/frameworks/notice/weird
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

# The one number that files are known by.
function number_of(file_id: SMB2::GUID): count
	{
	return file_id$persistent + file_id$volatile;
	}

# What is done to a file on a share of either kind.
function action_by_share(state: SMB::State, on_disk: SMB::Action, on_pipe: SMB::Action,
		on_printer: SMB::Action): SMB::Action
	{
	switch ( state$current_tree$share_type )
		{
		case "PIPE":
			return on_pipe;
		case "PRINT":
			return on_printer;
		default:
			return on_disk;
		}
	}

# Make the command, the tree and the file of a message the present ones. Commands are
# known by their message id until the answer has come.
event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool) &priority=5
	{
	if ( ! c?$smb_state )
		c$smb_state = SMB::State($fid_map=table(), $tid_map=table(), $pipe_map=table(),
			$pending_cmds=table());

	local state = c$smb_state;
	local mid = hdr$message_id;
	local tid = hdr$tree_id;

	if ( mid !in state$pending_cmds )
		state$pending_cmds[mid] = SMB::CmdInfo($uid=c$uid, $id=c$id, $version="SMB2",
			$command=SMB2::commands[hdr$command],
			$referenced_file=SMB::FileInfo($uid=c$uid, $id=c$id));

	local cmd = state$pending_cmds[mid];
	state$current_cmd = cmd;

	if ( tid == 0 )
		cmd$referenced_tree = SMB::TreeInfo($uid=c$uid, $id=c$id);
	else
		{
		# A tree is asked for before it has its number.
		if ( cmd?$referenced_tree )
			state$tid_map[tid] = cmd$referenced_tree;
		else if ( tid !in state$tid_map )
			state$tid_map[tid] = SMB::TreeInfo($uid=c$uid, $id=c$id);

		cmd$referenced_tree = state$tid_map[tid];
		}

	state$current_file = cmd$referenced_file;
	state$current_tree = cmd$referenced_tree;

	if ( is_orig )
		return;

	cmd$rtt = network_time() - cmd$ts;
	cmd$status = SMB::statuses[hdr$status]$id;
	}

# An answer ends its command, unless it only says that the real one comes later.
event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool) &priority=-5
	{
	if ( is_orig || c$smb_state$current_cmd$status == "PENDING" )
		return;

	delete c$smb_state$pending_cmds[hdr$message_id];
	}

event smb2_negotiate_request(c: connection, hdr: SMB2::Header, dialects: index_vec)
	&priority=5
	{
	c$smb_state$current_cmd$smb2_offered_dialects = dialects;
	}

event smb2_negotiate_response(c: connection, hdr: SMB2::Header,
		response: SMB2::NegotiateResponse) &priority=5
	{
	local cmd = c$smb_state$current_cmd;

	if ( ! cmd?$smb2_offered_dialects )
		return;

	local chosen = response$dialect_revision;

	for ( _, offered in cmd$smb2_offered_dialects )
		{
		if ( offered == chosen )
			{
			cmd$argument = SMB2::dialects[chosen];
			break;
			}
		}

	delete cmd$smb2_offered_dialects;
	}

event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string) &priority=5
	{
	c$smb_state$current_tree$path = path;
	}

event smb2_tree_connect_response(c: connection, hdr: SMB2::Header,
		response: SMB2::TreeConnectResponse) &priority=5
	{
	c$smb_state$current_tree$share_type = SMB2::share_types[response$share_type];
	}

event smb2_tree_connect_response(c: connection, hdr: SMB2::Header,
		response: SMB2::TreeConnectResponse) &priority=-5
	{
	Log::write(SMB::MAPPING_LOG, c$smb_state$current_tree);
	}

event smb2_tree_disconnect_request(c: connection, hdr: SMB2::Header) &priority=5
	{
	local state = c$smb_state;

	if ( hdr$tree_id !in state$tid_map )
		return;

	delete state$tid_map[hdr$tree_id];
	delete state$current_tree;
	delete state$current_cmd$referenced_tree;
	}

event smb2_create_request(c: connection, hdr: SMB2::Header, request: SMB2::CreateRequest)
	&priority=5
	{
	if ( request$filename == "" )
		request$filename = "<share_root>";

	local state = c$smb_state;
	state$current_file$name = request$filename;
	state$current_cmd$smb2_create_options = request$create_options;
	state$current_file$action = action_by_share(state, SMB::FILE_OPEN, SMB::PIPE_OPEN,
		SMB::PRINT_OPEN);
	}

event smb2_create_response(c: connection, hdr: SMB2::Header, response: SMB2::CreateResponse)
	&priority=5
	{
	local state = c$smb_state;
	local number = number_of(response$file_id);
	SMB::set_current_file(state, number);

	local about = state$current_file;
	about$fid = number;
	about$size = response$size;

	if ( state$current_tree?$path )
		about$path = state$current_tree$path;

	# Pipes come with times that are none.
	if ( time_to_double(response$times$modified) > 0.0 )
		about$times = response$times;

	state$fid_map[number] = about;

	# A file opened to be deleted on closing counts as deleted.
	if ( hdr$status == 0 && (state$current_cmd$smb2_create_options & delete_on_close) != 0 )
		event smb2_file_delete(c, hdr, response$file_id, T);
	}

event smb2_create_response(c: connection, hdr: SMB2::Header, response: SMB2::CreateResponse)
	&priority=-5
	{
	SMB::write_file_log(c$smb_state);
	}

event smb2_read_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		offset: count, length: count) &priority=5
	{
	local state = c$smb_state;
	SMB::set_current_file(state, number_of(file_id));
	state$current_file$action = action_by_share(state, SMB::FILE_READ, SMB::PIPE_READ,
		SMB::PRINT_READ);
	}

event smb2_read_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		offset: count, length: count) &priority=-5
	{
	SMB::write_file_log(c$smb_state);
	}

event smb2_write_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		offset: count, length: count) &priority=5
	{
	local state = c$smb_state;
	SMB::set_current_file(state, number_of(file_id));
	state$current_file$action = action_by_share(state, SMB::FILE_WRITE, SMB::PIPE_WRITE,
		SMB::PRINT_WRITE);
	}

event smb2_write_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		offset: count, length: count) &priority=-5
	{
	SMB::write_file_log(c$smb_state);
	}

event smb2_file_sattr(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		times: SMB::MACTimes, attrs: SMB2::FileAttrs) &priority=5
	{
	SMB::set_current_file(c$smb_state, number_of(file_id));
	c$smb_state$current_file$action = SMB::FILE_SET_ATTRIBUTE;
	}

event smb2_file_sattr(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		times: SMB::MACTimes, attrs: SMB2::FileAttrs) &priority=-5
	{
	SMB::write_file_log(c$smb_state);
	}

event smb2_file_rename(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		dst_filename: string) &priority=5
	{
	SMB::set_current_file(c$smb_state, number_of(file_id));
	local about = c$smb_state$current_file;

	if ( about?$name )
		about$prev_name = about$name;

	about$name = dst_filename;
	about$action = SMB::FILE_RENAME;
	}

event smb2_file_rename(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		dst_filename: string) &priority=-5
	{
	SMB::write_file_log(c$smb_state);
	}

event smb2_file_delete(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		delete_pending: bool) &priority=5
	{
	SMB::set_current_file(c$smb_state, number_of(file_id));

	if ( delete_pending )
		c$smb_state$current_file$action = SMB::FILE_DELETE;
	}

event smb2_file_delete(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		delete_pending: bool) &priority=-5
	{
	SMB::write_file_log(c$smb_state);
	}

event smb2_close_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID) &priority=5
	{
	local state = c$smb_state;
	SMB::set_current_file(state, number_of(file_id));
	state$current_file$action = action_by_share(state, SMB::FILE_CLOSE, SMB::PIPE_CLOSE,
		SMB::PRINT_CLOSE);
	}

event smb2_close_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID) &priority=-5
	{
	local state = c$smb_state;
	local number = number_of(file_id);

	if ( number !in state$fid_map )
		return;

	# There is none where the beginning of the connection was not seen.
	if ( state$current_tree?$path )
		state$fid_map[number]$path = state$current_tree$path;

	delete state$fid_map[number];
	SMB::write_file_log(state);
	}

# The analyzer forgot what was pending, so the scripts do, too. Trees and pipes are few.
event smb2_discarded_messages_state(c: connection, state: string)
	{
	if ( ! c?$smb_state )
		return;

	local known = c$smb_state;
	local addl = fmt("state=%s fid_map=%s tid_map=%s pending_cmds=%s pipe_map=%s", state,
		|known$fid_map|, |known$tid_map|, |known$pending_cmds|, |known$pipe_map|);
	Reporter::conn_weird("SMB_discarded_messages_state", c, addl, "SMB2");

	if ( ! SMB::enable_clear_script_state )
		return;

	known$fid_map = table();
	known$pending_cmds = table();
	}
