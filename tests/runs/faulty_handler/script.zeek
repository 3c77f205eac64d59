# A handler that fails is told of; the next one runs.
event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string) &priority=5
	{
	local shares: table[string] of count;
	print shares[path];
	}

event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string)
	{
	print path;
	}
