# pyzeek -b -C -r tests/traces/smb/smb3-11-session.pcap base/protocols/smb examples/smb2_files.zeek
#
# Who created and deleted which files on which share. The user stays `-` where the
# login is not one of NTLM, or lies before the capture.

module Files;

export {
	## Values of `create_action` in [MS-SMB2] 2.2.14.
	const created = 2;
}

type State: record {
	user: string &default="-";
	shares: table[count] of string &default=table();	##< By tree.
	asked: table[count] of string &default=table();	##< Paths, by message.
	open: table[SMB2::GUID] of string &default=table();	##< Paths of open files.
	doomed: set[SMB2::GUID] &default=set();	##< To be deleted when closed.
};

redef record connection += {
	smb2_files: State &default=State();
};

function tell(c: connection, what: string, share: string, path: string)
	{
	print fmt("%s %s %s %s %s\\%s", strftime("%H:%M:%S", network_time()),
		c$id$orig_h, c$smb2_files$user, what, share, path);
	}

function share_of(c: connection, hdr: SMB2::Header): string
	{
	local shares = c$smb2_files$shares;
	return hdr$tree_id in shares ? shares[hdr$tree_id] : "?";
	}

event ntlm_authenticate(c: connection, request: NTLM::Authenticate)
	{
	if ( request?$user_name && request$user_name != "" )
		c$smb2_files$user = request$user_name;
	}

event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string)
	{
	c$smb2_files$asked[hdr$message_id] = path;
	}

event smb2_tree_connect_response(c: connection, hdr: SMB2::Header, response: SMB2::TreeConnectResponse)
	{
	local state = c$smb2_files;
	if ( hdr$message_id in state$asked )
		state$shares[hdr$tree_id] = state$asked[hdr$message_id];
	delete state$asked[hdr$message_id];
	}

event smb2_create_request(c: connection, hdr: SMB2::Header, request: SMB2::CreateRequest)
	{
	c$smb2_files$asked[hdr$message_id] = request$filename;
	}

event smb2_create_response(c: connection, hdr: SMB2::Header, response: SMB2::CreateResponse)
	{
	local state = c$smb2_files;
	if ( hdr$message_id !in state$asked )
		return;

	local path = state$asked[hdr$message_id];
	delete state$asked[hdr$message_id];
	state$open[response$file_id] = path;
	if ( response$create_action == created )
		tell(c, "created", share_of(c, hdr), path);
	}

event smb2_file_delete(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID, delete_pending: bool)
	{
	if ( delete_pending )
		add c$smb2_files$doomed[file_id];
	else
		delete c$smb2_files$doomed[file_id];
	}

event smb2_close_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID)
	{
	local state = c$smb2_files;
	if ( file_id in state$doomed && file_id in state$open )
		tell(c, "deleted", share_of(c, hdr), state$open[file_id]);
	delete state$doomed[file_id];
	delete state$open[file_id];
	}
