@load ./consts
@load ./const-dos-error
@load ./const-nt-status

module SMB;

export {
	redef enum Log::ID += { MAPPING_LOG, FILES_LOG };

	## Ports that the SMB analyzer is attached to.
	const ports: set[port] = {139/tcp, 445/tcp} &redef;

	global log_policy_files: Log::PolicyHook;
	global log_policy_mapping: Log::PolicyHook;

	type Action: enum {
		FILE_READ,
		FILE_WRITE,
		FILE_OPEN,
		FILE_CLOSE,
		FILE_DELETE,
		FILE_RENAME,
		FILE_SET_ATTRIBUTE,
		PIPE_READ,
		PIPE_WRITE,
		PIPE_OPEN,
		PIPE_CLOSE,
		PRINT_READ,
		PRINT_WRITE,
		PRINT_OPEN,
		PRINT_CLOSE,
	};

	option logged_file_actions: set[Action] = {
		FILE_OPEN,
		FILE_RENAME,
		FILE_DELETE,
		PRINT_OPEN,
		PRINT_CLOSE
	};

	option enable_clear_script_state: bool = T;

	## A line of smb_files.log.
	type FileInfo: record {
		ts: time &log &default=network_time();
		uid: string &log;
		id: conn_id &log;
		fuid: string &log &optional;
		action: Action &optional &log;
		path: string &optional &log;
		name: string &optional &log;
		size: count &log &default=0;
		prev_name: string &optional &log;
		times: SMB::MACTimes &optional &log;
	};

	## A line of smb_mapping.log.
	type TreeInfo: record {
		ts: time &log &default=network_time();
		uid: string &log;
		id: conn_id &log;
		path: string &optional &log;
		service: string &optional &log;
		native_file_system: string &optional &log;
		share_type: string &log &default="DISK";
	};

	## A command and its answer.
	type CmdInfo: record {
		ts: time &log &default=network_time();
		uid: string &log;
		id: conn_id &log;
		command: string &log;
		sub_command: string &optional &log;
		argument: string &optional &log;
		status: string &optional &log;
		rtt: interval &optional &log;
		version: string &log;
		username: string &optional &log;
		tree: string &optional &log;
		tree_service: string &optional &log;
		referenced_file: FileInfo &optional &log;
		referenced_tree: TreeInfo &optional;
	};

	## What is known of a connection's files, shares and commands.
	type State: record {
		current_cmd: CmdInfo &optional;
		current_file: FileInfo &optional;
		current_tree: TreeInfo &optional;
		pending_cmds: table[count] of CmdInfo &optional;
		fid_map: table[count] of FileInfo &optional;
		tid_map: table[count] of TreeInfo &optional;
		pipe_map: table[count] of string &optional;
		recent_files: set[string] &default=set() &read_expire=3 mins;
	};

	redef record connection += {
		smb_state: State &optional;
	};

	## Takes a file by its number for the present one of the command under way.
	const set_current_file: function(smb_state: State, file_id: count) &redef;

	## Logs what happens to the present file, unless it was logged lately.
	const write_file_log: function(state: State) &redef;
}

redef record FileInfo += {
	## The number that the server gave the file.
	fid: count &optional;

	## The interface behind it, where it is a pipe.
	uuid: string &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(FILES_LOG, Log::Stream($columns=FileInfo, $path="smb_files",
		$policy=log_policy_files));
	Log::create_stream(MAPPING_LOG, Log::Stream($columns=TreeInfo, $path="smb_mapping",
		$policy=log_policy_mapping));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SMB, ports);
	}

function set_current_file(smb_state: State, file_id: count)
	{
	local cmd = smb_state$current_cmd;

	if ( file_id !in smb_state$fid_map )
		{
		local unknown = cmd$referenced_file;
		smb_state$fid_map[file_id] = unknown;
		unknown$fid = file_id;
		}

	cmd$referenced_file = smb_state$fid_map[file_id];
	smb_state$current_file = cmd$referenced_file;
	}

# What makes two lines about a file the same. Reading changes the time of the last
# access, so that does not count.
function identity(about: FileInfo): string
	{
	local times = about$times;

	return cat(about$action, "|", about?$fuid ? about$fuid : "", "|",
		about?$path ? about$path : "", "|", about$size, "|", times$modified_raw, "|",
		times$created_raw, "|", times$changed_raw, "|", about$name);
	}

function write_file_log(state: State)
	{
	local about = state$current_file;

	if ( ! about?$name || about$action !in logged_file_actions )
		return;

	if ( about?$times )
		{
		local known = identity(about);

		if ( known in state$recent_files )
			return;

		add state$recent_files[known];
		}

	Log::write(FILES_LOG, about);
	}

event smb_pipe_connect_heuristic(c: connection) &priority=5
	{
	local tree = c$smb_state$current_tree;
	tree$path = "<unknown>";
	tree$share_type = "PIPE";
	}

# Zeek looks at the first connection only.
event file_state_remove(f: fa_file) &priority=-5
	{
	if ( f$source != "SMB" )
		return;

	for ( _, c in f$conns )
		{
		if ( c?$smb_state && c$smb_state?$current_file )
			write_file_log(c$smb_state);

		break;
		}
	}
