##! Intelligence about files: their hashes and names.

@load ./main

module Intel;

export {
	redef enum Type += {
		## In hexadecimal digits; the kind of hash does not matter.
		FILE_HASH,
		FILE_NAME,
	};

	redef record Seen += {
		## The file in which it was seen.
		f: fa_file &optional;
		## The id of that file; taken from `f` where that is set.
		fuid: string &optional;
	};

	redef record Info += {
		fuid: string &log &optional;
		file_mime_type: string &log &optional;
		## What kind of file it is, or where it is from.
		file_desc: string &log &optional;
	};
}

hook extend_match(info: Info, s: Seen, items: set[Item]) &priority=6
	{
	if ( s?$f )
		{
		s$fuid = s$f$id;

		if ( s$f?$conns && |s$f$conns| == 1 )
			for ( _, c in s$f$conns )
				s$conn = c;

		if ( ! info?$file_mime_type && s$f?$info && s$f$info?$mime_type )
			info$file_mime_type = s$f$info$mime_type;

		if ( ! info?$file_desc )
			info$file_desc = Files::describe(s$f);
		}

	if ( s?$fuid )
		info$fuid = s$fuid;
	}
