# Signatures: events of the engine's and of one's own, conditions in the script.
@load base/frameworks/signatures
@load-sigs ./own

redef Signatures::actions += { ["from-server"] = Signatures::SIG_QUIET };
redef Log::default_writer = Log::WRITER_NONE;

global servers: set[subnet] = { 10.0.0.0/8, 192.168.0.0/16, 172.16.0.0/12 };
global smb_ports: set[port] = { 139/tcp, 445/tcp };

event dialects(state: signature_state, data: string)
	{
	print "dialects", state$is_orig, |data|;
	}

event answered(state: signature_state, msg: string, data: string, end_of_match: count)
	{
	print msg, state$sig_id, state$is_orig, state$payload_size, end_of_match;
	}

function is_long(state: signature_state, data: string): bool
	{
	return |data| > 100;
	}

event signature_match(state: signature_state, msg: string, data: string)
	{
	print state$sig_id, msg, state$is_orig, data[0:8];
	}

event Signatures::log_signature(rec: Signatures::Info)
	{
	print "log", rec$sig_id, rec$src_port, rec$dst_port, rec$event_msg;
	}
