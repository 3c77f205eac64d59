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

event ftp_request(c: connection, command: string, arg: string) &priority=4
	{
	if ( command == "AUTH" && c?$ftp )
		c$ftp$last_auth_requested = arg;
	}

# A control connection: a handshake within the authentication.
event ssl_established(c: connection) &priority=5
	{
	if ( c?$ftp && c$ftp?$last_auth_requested && /GSSAPI/ in c$ftp$last_auth_requested )
		add c$service["gridftp"];
	}

event gridftp_possibility_timeout(c: connection)
	{
	if ( "gridftp-data" in c$service || (c?$conn && c$conn?$service) )
		return;

	for ( is_orig in set(T, F) )
		ConnThreshold::delete_bytes_threshold(c, size_threshold, is_orig);
	}

# A connection that may turn out to be one for data.
event ssl_established(c: connection) &priority=-3
	{
	if ( ! data_channel_initial_criteria(c) )
		return;

	ConnThreshold::set_bytes_threshold(c, size_threshold, T);
	ConnThreshold::set_bytes_threshold(c, size_threshold, F);
	schedule max_time { gridftp_possibility_timeout(c) };
	}

event ConnThreshold::bytes_threshold_crossed(c: connection, threshold: count, is_orig: bool)
	{
	if ( threshold < size_threshold || c$duration > max_time ||
	     "gridftp-data" in c$service || ! data_channel_initial_criteria(c) )
		return;

	add c$service["gridftp-data"];
	event GridFTP::data_channel_detected(c);

	if ( skip_data )
		skip_further_processing(c$id);
	}
