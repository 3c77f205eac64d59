
module GLOBAL;

const url_regex: pattern = /^([a-zA-Z\-]{3,5}):\/\/(-\.)?([^[:blank:]\/?\.#-]+\.?)+(\/[^[:blank:]]*)?/
	&redef;

type URI: record {
	scheme: string &optional;
	netlocation: string;
	portnum: count &optional;
	path: string;
	file_name: string &optional;
	file_base: string &optional;
	file_ext: string &optional;
	params: table[string] of string &optional;
};

function find_all_urls(s: string): string_set
	{
	return find_all(s, url_regex);
	}

function find_all_urls_without_scheme(s: string): string_set
	{
	local found: set[string] = set();

	for ( url in find_all_urls(s) )
		add found[sub(url, /^([a-zA-Z\-]{3,5})(:\/\/)/, "")];

	return found;
	}

# Adds what "a=1&b=2" says to the parameters.
function __add_params(u: URI, query: string)
	{
	for ( _, item in split_string(query, /&/) )
		{
		local pair = split_string1(item, /=/);

		if ( |pair| == 2 )
			u$params[pair[0]] = pair[1];
		}
	}

# Names the last element of the path, unless that ends in a slash.
function __add_file_name(u: URI)
	{
	if ( u$path == "/" || ends_with(u$path, "/") )
		return;

	# Two slashes in a row begin the match earlier than the last name.
	u$file_name = split_string1(find_last(u$path, /\/.+/), /\//)[1];
	local name_parts = split_string1(u$file_name, /\./);
	u$file_base = name_parts[0];

	if ( |name_parts| == 2 )
		u$file_ext = name_parts[1];
	}

function decompose_uri(uri: string): URI
	{
	local u = URI($netlocation="", $path="/");
	local rest = uri;
	local parts = split_string1(rest, /\?/);

	if ( |parts| == 2 )
		{
		rest = parts[0];
		u$params = table();
		__add_params(u, parts[1]);
		}

	parts = split_string1(rest, /:\/\//);

	if ( |parts| == 2 )
		{
		u$scheme = parts[0];
		rest = parts[1];
		}

	parts = split_string1(rest, /\//);

	if ( |parts| == 2 )
		{
		rest = parts[0];
		u$path = "/" + parts[1];
		__add_file_name(u);
		}

	u$netlocation = sub(rest, /:[0-9]*$/, "");
	local digits = rest[|u$netlocation| + 1:];

	if ( digits != "" )
		u$portnum = to_count(digits);

	return u;
	}
