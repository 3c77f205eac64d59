module GLOBAL;

@load ./addrs

function generate_extraction_filename(prefix: string, c: connection, suffix: string): string
	{
	local name = fmt("%s:%d-%s:%d", addr_to_uri(c$id$orig_h), c$id$orig_p,
		addr_to_uri(c$id$resp_h), c$id$resp_p);

	# Windows takes no colons in file names.
	if ( getenv("OS") == "Windows_NT" )
		name = subst_string(name, ":", "-");

	if ( prefix != "" )
		name = prefix + "_" + name;

	return suffix == "" ? name : name + "_" + suffix;
	}

function extract_filename_from_content_disposition(data: string): string
	{
	local name = sub(data, /^.*[nN][aA][mM][eE][[:blank:]]*\*?=[[:blank:]]*/, "");

	if ( starts_with(name, "\"") )
		name = split_string_n(name, /\"/, F, 2)[1];

	# An extended value begins with its character set and language.
	if ( /^[a-zA-Z0-9\!#$%&+-^_`{}~]+'[a-zA-Z0-9\!#$%&+-^_`{}~]*'/ in name )
		name = sub(name, /^.+'.*'/, "");

	return unescape_URI(name);
	}
