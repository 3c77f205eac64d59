##! Notices about certificates of servers that are, or soon will be, no longer valid.

@load base/protocols/ssl
@load base/files/x509
@load base/frameworks/notice
@load base/utils/directions-and-hosts

module SSL;

export {
	redef enum Notice::Type += {
		## The time of a certificate is over.
		Certificate_Expired,
		## The time of a certificate is soon over.
		Certificate_Expires_Soon,
		## The time of a certificate has not come.
		Certificate_Not_Valid_Yet,
	};

	## Servers whose certificates are looked at.
	option notify_certs_expiration = LOCAL_HOSTS;

	## How long before the end the notice comes.
	option notify_when_cert_expiring_in = 30days;
}

function notice_expiry(c: connection, note: Notice::Type, msg: string)
	{
	local cert = c$ssl$cert_chain[0];
	NOTICE(Notice::Info($note=note, $conn=c, $suppress_for=1day, $msg=msg,
		$identifier=cat(c$id$resp_h, c$id$resp_p, cert$sha1), $fuid=cert$fuid));
	}

event ssl_established(c: connection) &priority=3
	{
	if ( ! c?$ssl || ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0
	     || ! addr_matches_host(c$id$resp_h, notify_certs_expiration) )
		return;

	local leaf = c$ssl$cert_chain[0];

	if ( ! leaf?$x509 || ! leaf?$sha1 )
		return;

	local cert = leaf$x509$certificate;

	if ( cert$not_valid_before > network_time() )
		notice_expiry(c, Certificate_Not_Valid_Yet,
			fmt("Certificate %s isn't valid until %T", cert$subject,
				cert$not_valid_before));

	else if ( cert$not_valid_after < network_time() )
		notice_expiry(c, Certificate_Expired,
			fmt("Certificate %s expired at %T", cert$subject, cert$not_valid_after));

	else if ( cert$not_valid_after - notify_when_cert_expiring_in < network_time() )
		notice_expiry(c, Certificate_Expires_Soon,
			fmt("Certificate %s is going to expire at %T", cert$subject,
				cert$not_valid_after));
	}
