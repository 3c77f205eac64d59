##! The parts of messages of HTTP and the files in them.

@load base/frameworks/files
@load base/frameworks/notice/weird
@load base/utils/strings
@load base/utils/files
@load ./main

module HTTP;

export {
	## Files of the client that one line names.
	option max_files_orig = 15;

	## Files of the server that one line names.
	option max_files_resp = 15;

	## The part of a message that is being read.
	type Entity: record {
		filename: string &optional;
	};

	redef record Info += {
		orig_fuids: vector of string &log &optional;
		orig_filenames: vector of string &log &optional;
		orig_mime_types: vector of string &log &optional;
		resp_fuids: vector of string &log &optional;
		resp_filenames: vector of string &log &optional;
		resp_mime_types: vector of string &log &optional;
		current_entity: Entity &optional;
		orig_mime_depth: count &default=0;
		resp_mime_depth: count &default=0;
	};

	## Asked when a line would name more files than that; `break` lets it.
	global max_files_policy: hook(f: fa_file, is_orig: bool);

	redef record fa_file += {
		http: HTTP::Info &optional;
	};
}
