module GLOBAL;

function extract_count(s: string, get_first: bool &default=T): count
	{
	local parts = split_string_all(s, /[0-9]+/);

	if ( |parts| < 2 )
		return 0;

	return to_count(get_first ? parts[1] : parts[|parts| - 2]);
	}
