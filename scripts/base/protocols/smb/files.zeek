##! What SMB tells the file framework: which file is under way.

@load base/frameworks/files
@load ./main

module SMB;

export {
	## The handle of the file that a connection is at; empty if it is not known.
	global get_file_handle: function(c: connection, is_orig: bool): string;

	## The name of a file that came over SMB.
	global describe_file: function(f: fa_file): string;
}

# A file that was changed meanwhile is another one; the number of its time is exact.
function get_file_handle(c: connection, is_orig: bool): string
	{
	if ( ! c$smb_state?$current_file )
		return "";

	local about = c$smb_state$current_file;

	if ( ! about?$name && ! about?$path )
		return "";

	local path = about?$path ? about$path : "";
	local name = about?$name ? about$name : "";
	local modified = about?$times ? about$times$modified_raw : 0;
	return clean(cat(Analyzer::ANALYZER_SMB, c$id$orig_h, c$id$resp_h, path, name, modified));
	}

function describe_file(f: fa_file): string
	{
	if ( f$source != "SMB" )
		return "";

	for ( _, c in f$conns )
		{
		if ( c?$smb_state && c$smb_state?$current_file && c$smb_state$current_file?$name )
			return c$smb_state$current_file$name;
		}

	return "";
	}

event zeek_init() &priority=5
	{
	Files::register_protocol(Analyzer::ANALYZER_SMB, Files::ProtoRegistration(
		$get_file_handle=SMB::get_file_handle, $describe=SMB::describe_file));
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5
	{
	if ( ! c?$smb_state || ! c$smb_state?$current_file )
		return;

	local about = c$smb_state$current_file;
	about$fuid = f$id;

	if ( about$size > 0 )
		f$total_bytes = about$size;

	if ( about?$name )
		f$info$filename = about$name;

	write_file_log(c$smb_state);
	}
