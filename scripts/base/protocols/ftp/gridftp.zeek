##! Connections of GridFTP that transfer data.

@load ./info
@load ./main
@load base/protocols/conn
@load base/protocols/ssl

module GridFTP;

export {
	## How long a connection is watched.
	option max_time = 2mins;

	## Bytes that only a connection for data transfers.
	option size_threshold = 1073741824;

	## Whether the rest of such a connection is left alone.
	option skip_data = T;

	## Raised for a connection that looks like one for data.
	global data_channel_detected: event(c: connection);

	## Whether a connection is worth watching: both sides have certificates, and nothing
	## is encrypted.
	const data_channel_initial_criteria: function(c: connection): bool &redef;
}

redef record FTP::Info += {
	last_auth_requested: string &optional;
};

function data_channel_initial_criteria(c: connection): bool
	{
	return c?$ssl && c$ssl?$cert_chain && c$ssl?$client_cert_chain
		&& |c$ssl$cert_chain| > 0 && |c$ssl$client_cert_chain| > 0 && c$ssl?$cipher
		&& /WITH_NULL/ in c$ssl$cipher;
	}
