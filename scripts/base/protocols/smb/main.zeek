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
		fuid: string &optional &log;
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

	const set_current_file: function(smb_state: State, file_id: count) &redef;
	const write_file_log: function(state: State) &redef;
}

redef record FileInfo += {
	fid: count &optional;
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
