# What policy scripts make of a handshake.
@load protocols/ssl/certificate-request-info
@load protocols/ssl/heartbleed
@load protocols/ssl/ssl-log-ext
@load protocols/ssl/validate-certs
@load protocols/ssl/validate-ocsp
@load protocols/ssl/validate-sct
@load protocols/ssl/weak-keys

redef Log::default_writer = Log::WRITER_NONE;
redef SSL::notify_weak_keys = ALL_HOSTS;
redef SSL::notify_minimal_key_length = 4096;
redef SSL::tls_minimum_version = SSL::TLSv13;

hook Notice::policy(n: Notice::Info)
	{
	print n$note, n$msg, n?$sub ? n$sub : "";
	}

event SSL::log_ssl(rec: SSL::Info)
	{
	print rec$version, rec$cipher, rec$established, rec$ssl_history;
	print rec$client_ciphers, rec$ssl_client_exts, rec$ssl_server_exts;
	print rec$validation_status, rec$validation_code, rec$valid_scts;

	if ( rec?$requested_client_certificate_authorities )
		print rec$requested_client_certificate_authorities;

	for ( _, held in rec$client_cert_chain )
		print held$x509$certificate$subject;
	}
