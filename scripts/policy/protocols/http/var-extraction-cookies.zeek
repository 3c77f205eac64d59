##! The names of the variables in cookies, in http.log.

@load base/protocols/http/main
@load base/protocols/http/utils

module HTTP;

redef record Info += {
	## Names of variables in cookies.
	cookie_vars: vector of string &optional &log;
};

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=2
	{
	if ( is_orig && name == "COOKIE" && c?$http )
		c$http$cookie_vars = extract_keys(value, /;[[:blank:]]*/);
	}
