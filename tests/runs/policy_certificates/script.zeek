# A certificate that a script shows in place of an analyzer of SSL.
@load protocols/ssl/expiring-certs
@load protocols/ssl/known-certs

redef Log::default_writer = Log::WRITER_NONE;
redef Known::cert_tracking = ALL_HOSTS;
redef SSL::notify_certs_expiration = ALL_HOSTS;

hook Notice::policy(n: Notice::Info)
	{
	print n$note, n$msg, n?$sub ? n$sub : "";
	}

event Known::log_known_certs(rec: Known::CertsInfo)
	{
	print rec$host, rec$port_num, rec$subject, rec$issuer_subject, rec$serial;
	}

# Of www.example.com, signed by itself, good for the year 2001.
const certificate = "MIIBIDCByKADAgECAgISNDAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS" +
	"5jb20wHhcNMDEwMTAxMDAwMDAwWhcNMDIwMTAxMDAwMDAwWjAaMRgwFgYDVQQDDA93d3cu" +
	"ZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS/ClSez4Mq4VFeAVFRQG" +
	"isWAMLkUxbynDyiS+WThxvhdSMd93ZwNP+mFV/nKCejBzUSdJsFX9OYowt5zIJ2GHmMAoG" +
	"CCqGSM49BAMCA0cAMEQCIDlivrQviItXJaDhi8b/Z9tXf17GXkJhbsTNeQMqe+CQAiBnAi" +
	"D2vimt2FhKSPum1pAvLFXt64Tyu64FsD71lLNA3w==";

event finished(c: connection)
	{
	event ssl_established(c);
	}

event connection_established(c: connection)
	{
	local der = decode_base64(certificate);
	local handle = x509_from_der(der);
	local leaf = Files::Info($ts=network_time(), $fuid="F1", $sha1=sha1_hash(der),
		$x509=X509::Info($ts=network_time(), $fingerprint=sha1_hash(der),
			$certificate=x509_parse(handle), $handle=handle));
	c$ssl = SSL::Info($ts=network_time(), $uid=c$uid, $id=c$id, $cert_chain=vector(leaf), $cert_chain_fps=string_vec());
	event finished(c);
	}
