##! The form of ftp.log.

@load ./utils-commands

module FTP;

export {
	## Whether passwords are logged.
	option default_capture_password = F;

	## A connection that was announced for data.
	type ExpectedDataChannel: record {
		passive: bool &log;
		orig_h: addr &log;
		resp_h: addr &log;
		resp_p: port &log;
	};

	## A line of ftp.log: a command and its reply.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		user: string &log &default="<unknown>";
		password: string &log &optional;
		command: string &log &optional;
		arg: string &log &optional;
		mime_type: string &log &optional;
		file_size: count &log &optional;
		reply_code: count &log &optional;
		reply_msg: string &log &optional;
		data_channel: ExpectedDataChannel &log &optional;
		cwd: string &default=".";
		cmdarg: CmdArg &optional;
		pending_commands: PendingCmds;
		command_seq: count &default=0;
		passive: bool &default=F;
		capture_password: bool &default=default_capture_password;
		fuid: string &log &optional;
	};
}
