# The authority that a client sends is trusted once a script says so.
@load base/protocols/ssl

redef Log::default_writer = Log::WRITER_NONE;

global roots: table[string] of string = table();

event ssl_established(c: connection)
	{
	local chain: vector of opaque of x509 = vector();

	for ( _, held in c$ssl$client_cert_chain )
		chain += held$x509$handle;

	print x509_verify(chain, table())$result_string;
	local last = chain[|chain| - 1];
	roots["root"] = x509_get_certificate_string(last);
	local found = x509_verify(chain, roots);
	print found$result, found$result_string;

	if ( found?$chain_certs )
		{
		for ( _, cert in found$chain_certs )
			print x509_parse(cert)$subject;
		}

	print x509_verify(chain, roots, double_to_time(0.0))$result_string;
	}
