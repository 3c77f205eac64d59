# A script that says the handshake is done: nothing after the first hello is read.
@load base/protocols/ssl

redef Log::default_writer = Log::WRITER_NONE;
redef SSL::disable_analyzer_after_detection = F;

event ssl_client_hello(c: connection, version: count, record_version: count,
		possible_ts: time, client_random: string, session_id: string,
		ciphers: index_vec, comp_methods: index_vec)
	{
	print set_ssl_established(c), set_keys(c, "none"), set_secret(c, "none");
	}

event ssl_handshake_message(c: connection, is_client: bool, msg_type: count, length: count)
	{
	print "message", is_client, msg_type;
	}

event ssl_established(c: connection)
	{
	print "established";
	}

event ssl_encrypted_data(c: connection, is_client: bool, record_version: count,
		content_type: count, length: count)
	{
	print "encrypted", is_client, content_type, length;
	}
