# Every event of SMB and what it carries, and of TLS, as a line of JSON, a connection reduced to
# its uid, a file to its id.
event zeek_init() &priority=1000
	{
	generate_all_events();
	}

event new_event(name: string, args: call_argument_vector)
	{
	if ( /^(smb|ntlm_|gssapi_|dce_rpc_|krb_|file_|ssl_|x509_|ocsp_|conn_weird)/ !in name )
		return;

	local given: table[string] of any = table() &ordered;
	for ( _, arg in args )
		{
		if ( ! arg?$value )
			next;
		if ( arg$value is connection )
			given[arg$name] = (arg$value as connection)$uid;
		else if ( arg$value is fa_file )
			given[arg$name] = (arg$value as fa_file)$id;
		else
			given[arg$name] = arg$value;
		}

	local line: table[string] of any = table() &ordered;
	line["t"] = network_time();
	line["e"] = name;
	line["a"] = given;
	print to_json(line);
	}
