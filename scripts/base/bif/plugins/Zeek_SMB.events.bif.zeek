module GLOBAL;

export {
	## Raised when a share whose connect was not seen turns out to be for pipes.
	global smb_pipe_connect_heuristic: event(c: connection);

	global smb_discarded_dce_rpc_analyzers: event(c: connection);
}
