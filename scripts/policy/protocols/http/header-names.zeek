##! The names of all headers in http.log.

@load base/protocols/http/main

module HTTP;

export {
	redef record Info += {
		## Names of headers of the client.
		client_header_names: vector of string &log &optional;
		## Names of headers of the server.
		server_header_names: vector of string &log &optional;
	};

	## Whether those of the client are logged.
	option log_client_header_names = T;

	## Whether those of the server are logged.
	option log_server_header_names = F;
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=3
	{
	if ( ! c?$http )
		return;

	if ( is_orig && log_client_header_names )
		{
		if ( ! c$http?$client_header_names )
			c$http$client_header_names = vector();

		c$http$client_header_names += name;
		}

	if ( ! is_orig && log_server_header_names )
		{
		if ( ! c$http?$server_header_names )
			c$http$server_header_names = vector();

		c$http$server_header_names += name;
		}
	}
