##! The URLs of requests.

@load ./main
@load base/utils/addrs

module HTTP;

export {
	## The URL of a request, without `http://`.
	global build_url: function(rec: Info): string;

	## The URL of a request.
	global build_url_http: function(rec: Info): string;

	## A request in few words.
	global describe: function(rec: Info): string;

	## The names in text of the form `a=b&c=d`.
	global extract_keys: function(data: string, kv_splitter: pattern): string_vec;
}

function extract_keys(data: string, kv_splitter: pattern): string_vec
	{
	local keys: string_vec = vector();

	for ( _, pair in split_string(data, kv_splitter) )
		keys += split_string1(pair, /=/)[0];

	return keys;
	}

function build_url(rec: Info): string
	{
	local uri = rec?$uri ? rec$uri : "/<missed_request>";

	# A request to a proxy names the whole URL.
	if ( strstr(uri, "://") != 0 )
		return uri;

	local host = rec?$host ? rec$host : addr_to_uri(rec$id$resp_h);

	if ( rec$id$resp_p != 80/tcp )
		host = fmt("%s:%d", host, port_to_count(rec$id$resp_p));

	return host + uri;
	}

function build_url_http(rec: Info): string
	{
	return "http://" + build_url(rec);
	}

function describe(rec: Info): string
	{
	return build_url_http(rec);
	}
