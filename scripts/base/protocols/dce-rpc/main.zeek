##! Which operations of which DCE/RPC interfaces are called: dce_rpc.log.

@load ./consts
@load base/protocols/conn/removal-hooks

module DCE_RPC;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Ports of DCE/RPC servers.
	const ports = {135/tcp} &redef;

	## A line of dce_rpc.log: one call.
	type Info: record {
		## When the call was made.
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		## Time until the answer.
		rtt: interval &log &optional;
		## The server's secondary address: a pipe, or a port.
		named_pipe: string &log &optional;
		## Name of the interface.
		endpoint: string &log &optional;
		## Name of the operation.
		operation: string &log &optional;
	};

	## Operations by interface that are not logged; `*` stands for all.
	option ignored_operations: table[string] of set[string] = {
		["spoolss"] = set("RpcClosePrinter", "RpcSplOpenPrinter"),
		["winreg"] = set("BaseRegCloseKey", "BaseRegDeleteKeyEx", "BaseRegEnumKey",
			"BaseRegGetVersion", "BaseRegOpenKey", "BaseRegQueryValue",
			"OpenClassesRoot", "OpenLocalMachine"),
		["wkssvc"] = set("NetrWkstaGetInfo"),
	};

	## What was agreed on.
	type State: record {
		## The interface bound last.
		uuid: string &optional;
		named_pipe: string &optional;
		## Interfaces by the number of their context.
		ctx_to_uuid: table[count] of string &optional;
	};

	## What is known of one pipe, or of a connection without pipes.
	type BackingState: record {
		info: Info;
		state: State;
	};

	## Logs what is left when a connection ends.
	global finalize_dce_rpc: Conn::RemovalHook;
}

redef DPD::ignore_violations += { Analyzer::ANALYZER_DCE_RPC };

redef record connection += {
	## The pipe of the present message.
	dce_rpc: Info &optional;
	dce_rpc_state: State &optional;
	## All pipes by their file number.
	dce_rpc_backing: table[count] of BackingState &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="dce_rpc", $policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DCE_RPC, ports);
	}

# The name of a pipe in small letters, without what stands before it.
function normalize_named_pipe_name(pn: string): string
	{
	local parts = split_string(pn, /\\[Pp][Ii][Pp][Ee]\\/);
	return to_lower(|parts| > 1 ? parts[1] : pn);
	}

# Make one pipe the present one.
function set_state(c: connection, state_x: BackingState)
	{
	local info = state_x$info;
	local state = state_x$state;

	if ( state?$uuid )
		info$endpoint = uuid_endpoint_map[state$uuid];

	if ( state?$named_pipe )
		info$named_pipe = state$named_pipe;

	c$dce_rpc = info;
	c$dce_rpc_state = state;
	}

# The same by file number; a pipe that is not known yet is added.
function set_session(c: connection, fid: count)
	{
	if ( ! c?$dce_rpc_backing )
		{
		Conn::register_removal_hook(c, finalize_dce_rpc);
		c$dce_rpc_backing = table();
		}

	if ( fid !in c$dce_rpc_backing )
		c$dce_rpc_backing[fid] = BackingState(
			$info=Info($ts=network_time(), $uid=c$uid, $id=c$id), $state=State());

	set_state(c, c$dce_rpc_backing[fid]);
	}

# Take note of the interface that a context stands for.
function add_context(c: connection, fid: count, ctx_id: count, uuid: string)
	{
	set_session(c, fid);

	local state = c$dce_rpc_state;

	if ( ! state?$ctx_to_uuid )
		state$ctx_to_uuid = table();

	state$uuid = state$ctx_to_uuid[ctx_id] = uuid_to_string(uuid);
	c$dce_rpc$endpoint = uuid_endpoint_map[state$uuid];
	}

# Without a bind, the pipe's name may tell the interface.
function guess_interface(c: connection)
	{
	if ( c$dce_rpc?$endpoint || ! c$dce_rpc?$named_pipe )
		return;

	local pipe = normalize_named_pipe_name(c$dce_rpc$named_pipe);

	if ( pipe in pipe_name_to_common_uuid )
		c$dce_rpc_state$uuid = pipe_name_to_common_uuid[pipe];
	}

# Log the present call, if it is known and not to be ignored.
function log_call(c: connection)
	{
	local info = c$dce_rpc;

	if ( ! info?$endpoint || ! info?$operation )
		return;

	if ( info$endpoint in ignored_operations )
		{
		local ignored = ignored_operations[info$endpoint];

		if ( info$operation in ignored || "*" in ignored )
			return;
		}

	Log::write(LOG, info);
	}

event dce_rpc_bind(c: connection, fid: count, ctx_id: count, uuid: string,
		ver_major: count, ver_minor: count) &priority=5
	{
	add_context(c, fid, ctx_id, uuid);
	}

event dce_rpc_alter_context(c: connection, fid: count, ctx_id: count, uuid: string,
		ver_major: count, ver_minor: count) &priority=5
	{
	add_context(c, fid, ctx_id, uuid);
	}

event dce_rpc_bind_ack(c: connection, fid: count, sec_addr: string) &priority=5
	{
	set_session(c, fid);

	if ( |sec_addr| > 0 )
		c$dce_rpc$named_pipe = c$dce_rpc_state$named_pipe = sec_addr;
	}

event dce_rpc_alter_context_resp(c: connection, fid: count) &priority=5
	{
	set_session(c, fid);
	}

event dce_rpc_request(c: connection, fid: count, ctx_id: count, opnum: count,
		stub_len: count) &priority=5
	{
	set_session(c, fid);
	c$dce_rpc$ts = network_time();
	}

event dce_rpc_response(c: connection, fid: count, ctx_id: count, opnum: count,
		stub_len: count) &priority=5
	{
	set_session(c, fid);
	guess_interface(c);

	local info = c$dce_rpc;
	local state = c$dce_rpc_state;

	if ( info?$endpoint )
		{
		info$operation = operations[state$uuid, opnum];

		if ( info$ts != network_time() )
			info$rtt = network_time() - info$ts;
		}

	if ( state?$ctx_to_uuid && ctx_id in state$ctx_to_uuid )
		{
		local uuid = state$ctx_to_uuid[ctx_id];
		info$endpoint = uuid_endpoint_map[uuid];
		info$operation = operations[uuid, opnum];
		}
	}

event dce_rpc_response(c: connection, fid: count, ctx_id: count, opnum: count,
		stub_len: count) &priority=-5
	{
	if ( ! c?$dce_rpc )
		return;

	log_call(c);
	delete c$dce_rpc;
	}

# The analyzers of all pipes were dropped because there were too many.
event smb_discarded_dce_rpc_analyzers(c: connection)
	{
	Reporter::conn_weird("SMB_discarded_dce_rpc_analyzers", c, "", "SMB");
	delete c$dce_rpc_backing;
	}

event smb2_close_request(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID) &priority=-5
	{
	if ( c?$dce_rpc_backing )
		delete c$dce_rpc_backing[file_id$persistent + file_id$volatile];
	}

hook finalize_dce_rpc(c: connection)
	{
	if ( ! c?$dce_rpc || ! c?$dce_rpc_backing )
		return;

	for ( _, pipe in c$dce_rpc_backing )
		{
		set_state(c, pipe);
		guess_interface(c);
		log_call(c);
		}
	}
