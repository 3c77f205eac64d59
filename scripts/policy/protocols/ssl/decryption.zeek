##! Decrypts connections of TLS 1.2 with TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 whose
##! keys or secrets are known: from a file, or from events.
##!
##! The file has a header line of the input framework with the fields `client_random` and
##! `secret`. Scripts that use it should hold the packets back until it is read.

@load base/frameworks/input
@load base/frameworks/notice
@load base/protocols/conn
@load base/protocols/ssl

module SSL;

# What is encrypted comes after the handshake.
redef SSL::disable_analyzer_after_detection = F;

export {
	## A file of secrets; none if empty.
	const keylog_file = getenv("ZEEK_TLS_KEYLOG_FILE") &redef;

	## How long a secret is kept that nobody asks for.
	const secret_expiration = 5 mins &redef;

	## Tells the keys of a connection.
	##
	## client_random: random number of the client's hello, without its time.
	##
	## keys: what follows from the secret.
	global add_keys: event(client_random: string, keys: string);

	## Tells the secret of a connection.
	##
	## client_random: random number of the client's hello, without its time.
	##
	## secrets: the master secret.
	global add_secret: event(client_random: string, secrets: string);
}

@if ( keylog_file == "" )
global secrets: table[string] of string = {} &redef;
global keys: table[string] of string = {} &redef;
@else
global secrets: table[string] of string = {} &read_expire=secret_expiration &redef;
global keys: table[string] of string = {} &read_expire=secret_expiration &redef;
@endif

redef record SSL::Info += {
	## By what keys are found.
	client_random: string &optional;
};

type SecretsIdx: record {
	client_random: string;
};

type SecretsVal: record {
	secret: string;
};

const tls_decrypt_stream_name = "tls-keylog-file";

event zeek_init()
	{
	Broker::subscribe("/zeek/tls/decryption");

	if ( keylog_file == "" )
		return;

	Input::add_table(Input::TableDescription($name=tls_decrypt_stream_name,
		$source=keylog_file, $destination=secrets, $idx=SecretsIdx, $val=SecretsVal,
		$want_record=F));
	Input::remove(tls_decrypt_stream_name);
	}

event SSL::add_keys(client_random: string, keys: string)
	{
	SSL::keys[client_random] = keys;
	}

event SSL::add_secret(client_random: string, secrets: string)
	{
	SSL::secrets[client_random] = secrets;
	}

# Gives the analyzer what is known of a connection.
function give_keys(c: connection, client_random: string)
	{
	if ( client_random in keys )
		set_keys(c, keys[client_random]);
	else if ( client_random in secrets )
		set_secret(c, secrets[client_random]);
	}

event ssl_client_hello(c: connection, version: count, record_version: count,
		possible_ts: time, client_random: string, session_id: string,
		ciphers: index_vec, comp_methods: index_vec)
	{
	c$ssl$client_random = client_random;
	give_keys(c, client_random);
	}

# They may have become known since.
event ssl_change_cipher_spec(c: connection, is_client: bool)
	{
	if ( c$ssl?$client_random )
		give_keys(c, c$ssl$client_random);
	}
