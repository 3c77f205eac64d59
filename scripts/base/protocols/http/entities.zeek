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

event http_begin_entity(c: connection, is_orig: bool) &priority=10
	{
	set_state(c, is_orig);

	if ( is_orig )
		++c$http$orig_mime_depth;
	else
		++c$http$resp_mime_depth;

	c$http$current_entity = Entity();
	}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=3
	{
	if ( ! c$http?$current_entity )
		{
		Reporter::conn_weird("missing_HTTP_entity", c, "", "HTTP");
		return;
		}

	local names_file = F;

	if ( name == "CONTENT-DISPOSITION" )
		names_file = /[fF][iI][lL][eE][nN][aA][mM][eE][[:blank:]]*\*?=/ in value;
	else if ( name == "CONTENT-TYPE" )
		names_file = /[nN][aA][mM][eE][[:blank:]]*=/ in value;

	if ( names_file )
		c$http$current_entity$filename = extract_filename_from_content_disposition(value);
	}

event http_end_entity(c: connection, is_orig: bool) &priority=5
	{
	if ( c?$http )
		delete c$http$current_entity;
	}

# Whether a line has room for something more of a file.
function has_room(f: fa_file, named: count): bool
	{
	local most = f$is_orig ? max_files_orig : max_files_resp;
	return named < most || ! hook HTTP::max_files_policy(f, f$is_orig);
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5
	{
	if ( f$source != "HTTP" || ! c?$http )
		return;

	f$http = c$http;

	if ( c$http?$current_entity && c$http$current_entity?$filename )
		f$info$filename = c$http$current_entity$filename;

	local has_name = f$info?$filename;

	if ( f$is_orig )
		{
		if ( ! has_room(f, f$http?$orig_fuids ? |f$http$orig_fuids| : 0) )
			return;

		if ( ! c$http?$orig_fuids )
			c$http$orig_fuids = vector();

		c$http$orig_fuids += f$id;

		if ( has_name && ! c$http?$orig_filenames )
			c$http$orig_filenames = vector();

		if ( has_name )
			c$http$orig_filenames += f$info$filename;
		}
	else
		{
		if ( ! has_room(f, f$http?$resp_fuids ? |f$http$resp_fuids| : 0) )
			return;

		if ( ! c$http?$resp_fuids )
			c$http$resp_fuids = vector();

		c$http$resp_fuids += f$id;

		if ( has_name && ! c$http?$resp_filenames )
			c$http$resp_filenames = vector();

		if ( has_name )
			c$http$resp_filenames += f$info$filename;
		}
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=5
	{
	if ( ! f?$http || ! f?$is_orig || ! meta?$mime_type )
		return;

	if ( f$is_orig )
		{
		if ( ! has_room(f, f$http?$orig_mime_types ? |f$http$orig_mime_types| : 0) )
			return;

		if ( ! f$http?$orig_mime_types )
			f$http$orig_mime_types = vector();

		f$http$orig_mime_types += meta$mime_type;
		}
	else
		{
		if ( ! has_room(f, f$http?$resp_mime_types ? |f$http$resp_mime_types| : 0) )
			return;

		if ( ! f$http?$resp_mime_types )
			f$http$resp_mime_types = vector();

		f$http$resp_mime_types += meta$mime_type;
		}
	}
