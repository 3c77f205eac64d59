# Parts of the engine by category: names, and the ends of the enum members they have.
event zeek_init()
	{
	for ( _, part in get_plugin_components("ANALYZER") )
		if ( part$name == "SSH" )
			print part;

	for ( _, reader in get_plugin_components("READER") )
		if ( reader$canonical_name == "ASCII" )
			print reader$tag, reader$enabled;

	print |get_plugin_components("PKTSRC")| >= 0;
	}
