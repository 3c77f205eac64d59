##! What commands concern, as a URL.

@load ./info
@load base/utils/addrs
@load base/utils/paths

module FTP;

export {
	## What a command concerns, without `ftp://`.
	global build_url: function(rec: Info): string;

	## What a command concerns.
	global build_url_ftp: function(rec: Info): string;

	## A command in few words.
	global describe: function(rec: Info): string;
}

function build_url(rec: Info): string
	{
	if ( ! rec?$arg )
		return "";

	local path = build_path_compressed(rec$cwd, rec$arg);

	if ( path[0] != "/" )
		path = "/" + path;

	return addr_to_uri(rec$id$resp_h) + path;
	}

function build_url_ftp(rec: Info): string
	{
	return "ftp://" + build_url(rec);
	}

function describe(rec: Info): string
	{
	return build_url_ftp(rec);
	}
