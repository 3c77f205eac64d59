##! Every SMB command with its answer: smb_cmd.log.

@load base/protocols/smb

module SMB;

export {
	redef enum Log::ID += { CMD_LOG };

	global log_policy: Log::PolicyHook;

	## Commands with these answers are not logged.
	option ignored_command_statuses: set[string] = { "MORE_PROCESSING_REQUIRED" };
}

# Commands of SMB1 of which only the errors are logged.
const deferred_logging_cmds: set[string] = {
	"NEGOTIATE",
	"READ_ANDX",
	"SESSION_SETUP_ANDX",
	"TREE_CONNECT_ANDX"
};

event zeek_init() &priority=5
	{
	Log::create_stream(CMD_LOG, Log::Stream($columns=CmdInfo, $path="smb_cmd",
		$policy=log_policy));
	}

event smb1_message(c: connection, hdr: SMB1::Header, is_orig: bool) &priority=-5
	{
	if ( is_orig )
		return;

	local cmd = c$smb_state$current_cmd;

	if ( cmd$status in ignored_command_statuses || cmd$command in deferred_logging_cmds )
		return;

	Log::write(CMD_LOG, cmd);
	}

event smb1_error(c: connection, hdr: SMB1::Header, is_orig: bool)
	{
	if ( is_orig )
		return;

	local cmd = c$smb_state$current_cmd;

	if ( cmd$status in ignored_command_statuses || cmd$command !in deferred_logging_cmds )
		return;

	Log::write(CMD_LOG, cmd);
	}

event smb2_message(c: connection, hdr: SMB2::Header, is_orig: bool) &priority=-5
	{
	if ( is_orig )
		return;

	local cmd = c$smb_state$current_cmd;

	# The real answer comes later.
	if ( cmd$status == "PENDING" )
		return;

	if ( cmd$status in ignored_command_statuses || cmd$command in deferred_logging_cmds )
		return;

	Log::write(CMD_LOG, cmd);
	}
