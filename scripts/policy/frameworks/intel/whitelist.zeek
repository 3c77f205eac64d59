##! Items may say that what they match is harmless, and not to be logged.

@load base/frameworks/intel

module Intel;

export {
	redef record Intel::MetaData += {
		## Whether matches are harmless.
		whitelist: bool &default=F;
	};
}

hook Intel::extend_match(info: Info, s: Seen, items: set[Item]) &priority=9
	{
	local harmless = F;

	for ( item in items )
		harmless = harmless || item$meta$whitelist;

	if ( harmless )
		break;
	}
