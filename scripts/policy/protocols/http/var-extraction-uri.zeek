##! The names of the variables in a URI, in http.log.

@load base/protocols/http

module HTTP;

redef record Info += {
	## Names of variables in the URI.
	uri_vars: vector of string &optional &log;
};

event http_request(c: connection, method: string, original_URI: string,
	unescaped_URI: string, version: string) &priority=2
	{
	local parts = split_string1(original_URI, /\?/);

	if ( c?$http && |parts| > 1 )
		c$http$uri_vars = extract_keys(parts[1], /&/);
	}
