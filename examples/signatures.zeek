# pyzeek -b -C -r tests/traces/smb/smb3-11-session.pcap examples/signatures.zeek
#
# Patterns of bytes in a file of their own, and what is done when one matches. Without
# a script, `pyzeek -s FILE` reads such a file, and base/frameworks/signatures logs.

@load-sigs ./data/smb

event signature_match(state: signature_state, msg: string, data: string, end_of_match: count)
	{
	print fmt("%s speaks %s, which byte %d of %d tells", state$conn$id$resp_h, msg,
		end_of_match, state$payload_size);
	}
