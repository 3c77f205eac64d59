# Tags by names are those of their own enumeration, so that tables find them.
event zeek_init()
	{
	local known: set[Analyzer::Tag] = set(Analyzer::ANALYZER_SMB, Analyzer::ANALYZER_NTLM);

	for ( _, name in vector("SMB", "NTLM", "MD5", "VXLAN", "smb") )
		print name, Analyzer::has_tag(name), Analyzer::get_tag(name);

	print Analyzer::get_tag("SMB") in known, Analyzer::get_tag("KRB") in known;
	print Analyzer::has_tag("NOBODY");
	}
