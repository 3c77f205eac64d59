##! Adds to ssl.log what the hellos of both sides say.

@load base/protocols/ssl

module SSL;

redef record SSL::Info += {
	## Version in the hello of the server.
	server_version: count &log &optional;
	## Version in the hello of the client.
	client_version: count &log &optional;
	## Cipher suites that the client offers.
	client_ciphers: vector of count &log &optional;
	## Extensions of the client, by number.
	ssl_client_exts: vector of count &log &optional;
	## Extensions of the server, by number.
	ssl_server_exts: vector of count &log &optional;
	## How long a ticket may be used, in seconds.
	ticket_lifetime_hint: count &log &optional;
	## Bits of the server's public value where a group is used.
	dh_param_size: count &log &optional;
	## Forms of points that the client can read.
	point_formats: vector of count &log &optional;
	## Curves that the client can do.
	client_curves: vector of count &log &optional;
	## Protocols that the client offers above TLS.
	orig_alpn: vector of string &log &optional;
	## Versions that the client can do, since TLS 1.3.
	client_supported_versions: vector of count &log &optional;
	## The version that the server chose of them.
	server_supported_version: count &log &optional;
	## How keys that are known already may be used.
	psk_key_exchange_modes: vector of count &log &optional;
	## Groups of the keys that the client sent.
	client_key_share_groups: vector of count &log &optional;
	## Group of the key that the server sent.
	server_key_share_group: count &log &optional;
	## Compression that the client can do.
	client_comp_methods: vector of count &log &optional;
	## Compression that the server chose.
	comp_method: count &optional;
	## Signature algorithms of the client.
	sigalgs: vector of count &log &optional;
	## Hash algorithms that stand beside them.
	hashalgs: vector of count &log &optional;
};

event ssl_client_hello(c: connection, version: count, record_version: count,
		possible_ts: time, client_random: string, session_id: string,
		ciphers: index_vec, comp_methods: index_vec)
	{
	set_session(c);
	c$ssl$client_version = version;
	c$ssl$client_ciphers = ciphers;
	c$ssl$client_comp_methods = comp_methods;
	}

event ssl_server_hello(c: connection, version: count, record_version: count,
		possible_ts: time, server_random: string, session_id: string, cipher: count,
		comp_method: count)
	{
	set_session(c);
	c$ssl$server_version = version;
	c$ssl$comp_method = comp_method;
	}

event ssl_session_ticket_handshake(c: connection, ticket_lifetime_hint: count,
		ticket: string)
	{
	set_session(c);
	c$ssl$ticket_lifetime_hint = ticket_lifetime_hint;
	}

event ssl_extension(c: connection, is_client: bool, code: count, val: string)
	{
	set_session(c);

	if ( is_client )
		{
		if ( ! c$ssl?$ssl_client_exts )
			c$ssl$ssl_client_exts = vector();

		c$ssl$ssl_client_exts += code;
		}
	else
		{
		if ( ! c$ssl?$ssl_server_exts )
			c$ssl$ssl_server_exts = vector();

		c$ssl$ssl_server_exts += code;
		}
	}

event ssl_extension_ec_point_formats(c: connection, is_client: bool,
		point_formats: index_vec)
	{
	if ( ! is_client )
		return;

	set_session(c);
	c$ssl$point_formats = point_formats;
	}

event ssl_extension_elliptic_curves(c: connection, is_client: bool, curves: index_vec)
	{
	if ( ! is_client )
		return;

	set_session(c);
	c$ssl$client_curves = curves;
	}

event ssl_extension_application_layer_protocol_negotiation(c: connection, is_client: bool,
		protocols: string_vec)
	{
	set_session(c);

	if ( is_client )
		c$ssl$orig_alpn = protocols;
	}

event ssl_dh_server_params(c: connection, p: string, q: string, Ys: string)
	{
	set_session(c);
	c$ssl$dh_param_size = |Ys| * 8;
	}

event ssl_extension_supported_versions(c: connection, is_client: bool, versions: index_vec)
	{
	set_session(c);

	if ( is_client )
		c$ssl$client_supported_versions = versions;
	else
		c$ssl$server_supported_version = versions[0];
	}

event ssl_extension_psk_key_exchange_modes(c: connection, is_client: bool, modes: index_vec)
	{
	if ( ! is_client )
		return;

	set_session(c);
	c$ssl$psk_key_exchange_modes = modes;
	}

event ssl_extension_key_share(c: connection, is_client: bool, curves: index_vec)
	{
	set_session(c);

	if ( is_client )
		c$ssl$client_key_share_groups = curves;
	else
		c$ssl$server_key_share_group = curves[0];
	}

event ssl_extension_signature_algorithm(c: connection, is_client: bool,
		signature_algorithms: signature_and_hashalgorithm_vec)
	{
	if ( ! is_client )
		return;

	set_session(c);
	local signatures: index_vec = vector();
	local hashes: index_vec = vector();

	for ( _, both in signature_algorithms )
		{
		signatures += both$SignatureAlgorithm;
		hashes += both$HashAlgorithm;
		}

	c$ssl$sigalgs = signatures;
	c$ssl$hashalgs = hashes;
	}
