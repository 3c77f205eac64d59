##! Verifies what servers send of OCSP responders with their certificates. Answers of
##! responders over HTTP are left alone, since nothing says to which certificates they
##! belong.

@load base/frameworks/notice
@load base/protocols/ssl

module SSL;

export {
	redef enum Notice::Type += {
		## What the responder says is not good.
		Invalid_Ocsp_Response,
	};

	redef record Info += {
		## What came of it.
		ocsp_status: string &log &optional;
		## The response as it was sent.
		ocsp_response: string &optional;
	};
}

# Results of late, by response and chain.
global recently_ocsp_validated: table[string] of string = table() &read_expire=5mins;

event ssl_stapled_ocsp(c: connection, is_client: bool, response: string) &priority=3
	{
	c$ssl$ocsp_response = response;
	}

event ssl_established(c: connection) &priority=3
	{
	local info = c$ssl;

	if ( ! info?$ocsp_response || ! info?$cert_chain || |info$cert_chain| == 0
	     || ! info$cert_chain[0]?$x509 )
		return;

	local chain: vector of opaque of x509 = vector();
	local index = sha256_hash(info$ocsp_response);

	for ( i, held in info$cert_chain )
		{
		index += cat(held$fuid, ",");

		if ( held?$x509 )
			chain[i] = held$x509$handle;
		}

	if ( index in recently_ocsp_validated )
		{
		info$ocsp_status = recently_ocsp_validated[index];
		return;
		}

	local found = x509_ocsp_verify(chain, info$ocsp_response, root_certs)$result_string;
	info$ocsp_status = found;
	recently_ocsp_validated[index] = found;

	if ( found != "good" )
		NOTICE(Notice::Info($note=Invalid_Ocsp_Response,
			$msg=fmt("OCSP response validation failed with (%s)", found),
			$sub=info$subject, $conn=c,
			$identifier=cat(c$id$resp_h, c$id$resp_p, found)));
	}
