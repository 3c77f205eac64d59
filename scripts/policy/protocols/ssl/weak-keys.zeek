##! Notices about keys, versions and cipher suites that are not safe.

@load base/protocols/ssl
@load base/frameworks/notice
@load base/utils/directions-and-hosts

module SSL;

export {
	redef enum Notice::Type += {
		## A key or a group is too short.
		Weak_Key,
		## A version is too old.
		Old_Version,
		## A cipher suite is not safe.
		Weak_Cipher,
	};

	## Servers of which to tell.
	option notify_weak_keys = LOCAL_HOSTS;

	## Shortest key that is safe, in bits; those on curves are never too short.
	option notify_minimal_key_length = 2048;

	## Whether to tell of groups that are shorter than the key of the certificate.
	option notify_dh_length_shorter_cert_length = T;

	## Oldest version that is safe.
	option tls_minimum_version = TLSv10;

	## Names of cipher suites that are not safe.
	option unsafe_ciphers_regex = /(_EXPORT_)|(_RC4_)/;
}

# Kinds of keys whose length says something.
const measured_keys = set("rsa", "dsa");

# The first certificate of the server if its key can be measured.
function has_measured_key(c: connection): bool
	{
	if ( ! c?$ssl || ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0
	     || ! c$ssl$cert_chain[0]?$x509 )
		return F;

	local cert = c$ssl$cert_chain[0]$x509$certificate;
	return cert?$key_type && cert?$key_length && cert$key_type in measured_keys;
	}

event ssl_established(c: connection) &priority=3
	{
	if ( ! addr_matches_host(c$id$resp_h, notify_weak_keys) || ! has_measured_key(c) )
		return;

	local info = c$ssl$cert_chain[0]$x509;
	local length = info$certificate$key_length;

	if ( length >= notify_minimal_key_length )
		return;

	NOTICE(Notice::Info($note=Weak_Key,
		$msg=fmt("Host uses weak certificate with %d bit key", length),
		$conn=c, $suppress_for=1day,
		$identifier=cat(c$id$resp_h, c$id$resp_p, info$fingerprint, length),
		$sub=fmt("Subject: %s", info$certificate$subject),
		$file_desc=fmt("Fingerprint: %s", info$fingerprint)));
	}

event ssl_server_hello(c: connection, version: count, record_version: count,
		possible_ts: time, server_random: string, session_id: string, cipher: count,
		comp_method: count) &priority=3
	{
	if ( ! addr_matches_host(c$id$resp_h, notify_weak_keys) )
		return;

	if ( version < tls_minimum_version )
		NOTICE(Notice::Info($note=Old_Version,
			$msg=fmt("Host uses protocol version %s which is lower than the safe minimum %s",
				version_strings[version], version_strings[tls_minimum_version]),
			$conn=c, $suppress_for=1day,
			$identifier=cat(c$id$resp_h, c$id$resp_p)));

	if ( unsafe_ciphers_regex in c$ssl$cipher )
		NOTICE(Notice::Info($note=Weak_Cipher,
			$msg=fmt("Host established connection using unsafe cipher suite %s", c$ssl$cipher),
			$conn=c, $suppress_for=1day,
			$identifier=cat(c$id$resp_h, c$id$resp_p, c$ssl$cipher)));
	}

event ssl_dh_server_params(c: connection, p: string, q: string, Ys: string) &priority=3
	{
	if ( ! addr_matches_host(c$id$resp_h, notify_weak_keys) )
		return;

	local length = |p| * 8;

	if ( length < notify_minimal_key_length )
		NOTICE(Notice::Info($note=Weak_Key,
			$msg=fmt("Host uses weak DH parameters with %d key bits", length),
			$conn=c, $suppress_for=1day,
			$identifier=cat(c$id$resp_h, c$id$resp_p, length)));

	if ( ! notify_dh_length_shorter_cert_length || ! has_measured_key(c) )
		return;

	local key_length = c$ssl$cert_chain[0]$x509$certificate$key_length;

	if ( key_length > length )
		NOTICE(Notice::Info($note=Weak_Key,
			$msg=fmt("DH key length of %d bits is smaller certificate key length of %d bits",
				length, key_length),
			$conn=c, $suppress_for=1day,
			$identifier=cat(c$id$resp_h, c$id$resp_p)));
	}
