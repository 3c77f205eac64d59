##! Writes the payload of connections to files, where that is wanted.

@load base/utils/files

module Conn;

export {
	## What the names of the files begin with.
	option extraction_prefix: string = "contents";

	## Whether the payload of all TCP connections is written.
	option default_extract: bool = F;
}

redef record connection += {
	extract_orig: bool &default=default_extract;
	extract_resp: bool &default=default_extract;
};

function write_side(c: connection, direction: count, suffix: string)
	{
	set_contents_file(c$id, direction,
		open(generate_extraction_filename(extraction_prefix, c, suffix)));
	}

event connection_established(c: connection) &priority=-5
	{
	if ( c$extract_orig )
		write_side(c, CONTENTS_ORIG, "orig.dat");

	if ( c$extract_resp )
		write_side(c, CONTENTS_RESP, "resp.dat");
	}
