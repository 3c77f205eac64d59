##! Verifies time stamps of Certificate Transparency (RFC 6962), wherever they come from.

@load base/protocols/ssl
@load protocols/ssl/validate-certs

# For stamps in certificates the key of who issued them is needed.
redef SSL::ssl_store_valid_chain = T;

module SSL;

export {
	## Where a time stamp was.
	type SctSource: enum {
		## In the certificate.
		SCT_X509_EXT,
		## In an extension of a hello.
		SCT_TLS_EXT,
		## In what an OCSP responder said.
		SCT_OCSP_EXT
	};

	## A time stamp.
	type SctInfo: record {
		version: count;
		## Which log made it.
		logid: string;
		## When, in milliseconds since 1970.
		timestamp: count;
		sig_alg: count;
		hash_alg: count;
		signature: string;
		source: SctSource;
		## Whether its signature is good.
		valid: bool &optional;
	};

	redef record Info += {
		## How many stamps are good.
		valid_scts: count &optional;
		## How many are not.
		invalid_scts: count &optional;
		## Of how many logs are good ones.
		valid_ct_logs: count &log &optional;
		## How many operators these have.
		valid_ct_operators: count &log &optional;
		valid_ct_operators_list: set[string] &optional;
		## All stamps.
		ct_proofs: vector of SctInfo &default=vector();
	};
}

# Results of late.
global recently_validated_scts: table[string] of bool = table() &read_expire=5mins &redef;

# Digests are those of SHA256, by the number that TLS gives it.
const sha256_number = 4;

event zeek_init()
	{
	Files::register_for_mime_type(Files::ANALYZER_OCSP_REPLY, "application/ocsp-response");
	}

event ssl_extension_signed_certificate_timestamp(c: connection, is_client: bool,
		version: count, logid: string, timestamp: count,
		signature_and_hashalgorithm: SSL::SignatureAndHashAlgorithm, signature: string)
	&priority=5
	{
	c$ssl$ct_proofs += SctInfo($version=version, $logid=logid, $timestamp=timestamp,
		$sig_alg=signature_and_hashalgorithm$SignatureAlgorithm,
		$hash_alg=signature_and_hashalgorithm$HashAlgorithm,
		$signature=signature, $source=SCT_TLS_EXT);
	}

event x509_ocsp_ext_signed_certificate_timestamp(f: fa_file, version: count, logid: string,
		timestamp: count, hash_algorithm: count, signature_algorithm: count,
		signature: string) &priority=5
	{
	if ( ! f?$info || f$source != "SSL" || |f$conns| != 1 )
		return;

	local source: SctSource;

	if ( f$info$mime_type == "application/ocsp-response" )
		source = SCT_OCSP_EXT;
	else if ( f$info$mime_type == "application/x-x509-user-cert" )
		source = SCT_X509_EXT;
	else
		return;

	for ( _, c in f$conns )
		{
		if ( c?$ssl )
			c$ssl$ct_proofs += SctInfo($version=version, $logid=logid,
				$timestamp=timestamp, $sig_alg=signature_algorithm,
				$hash_alg=hash_algorithm, $signature=signature, $source=source);
		}
	}

# The certificates that may have issued the first one, the likeliest first.
function possible_issuers(c: connection): vector of opaque of x509
	{
	local found: vector of opaque of x509 = vector();
	local info = c$ssl;
	local name = x509_issuer_name_hash(info$cert_chain[0]$x509$handle, sha256_number);

	if ( name in intermediate_cache )
		found += intermediate_cache[name][0];

	if ( info?$valid_chain && |info$valid_chain| >= 2 )
		found += info$valid_chain[1];

	for ( i, held in info$cert_chain )
		{
		if ( i > 0 && held?$x509 && held$x509?$handle )
			found += held$x509$handle;
		}

	return found;
	}

# What tells a stamp from others whose result is remembered.
function index_of(c: connection, proof: SctInfo): string
	{
	local index = cat(c$ssl$cert_chain[0]$sha1, proof$logid, proof$timestamp,
		proof$hash_alg, proof$signature, proof$source);

	if ( proof$source == SCT_X509_EXT && c$ssl?$validation_code )
		index = cat(index, c$ssl$validation_code);

	return sha1_hash(index);
	}

# Whether a stamp is good.
function is_good(c: connection, proof: SctInfo, key: string): bool
	{
	local cert = c$ssl$cert_chain[0]$x509$handle;

	if ( proof$source != SCT_X509_EXT )
		return sct_verify(cert, proof$logid, key, proof$signature, proof$timestamp,
			proof$hash_alg);

	for ( _, issuer in possible_issuers(c) )
		{
		if ( sct_verify(cert, proof$logid, key, proof$signature, proof$timestamp,
		                proof$hash_alg, x509_spki_hash(issuer, sha256_number)) )
			return T;
		}

	return F;
	}

# After the certificates were verified.
hook ssl_finishing(c: connection) &priority=19
	{
	local info = c$ssl;

	if ( ! info?$cert_chain || |info$cert_chain| == 0 || ! info$cert_chain[0]?$x509 )
		return;

	local good = 0;
	local bad = 0;
	local logs = string_set();
	info$valid_ct_operators_list = string_set();

	for ( _, proof in info$ct_proofs )
		{
		proof$valid = F;

		# Of logs that are not known nothing can be said.
		if ( proof$logid !in ct_logs )
			next;

		local log = ct_logs[proof$logid];
		local index = index_of(c, proof);

		if ( index !in recently_validated_scts )
			recently_validated_scts[index] = is_good(c, proof, log$key);

		proof$valid = recently_validated_scts[index];

		if ( proof$valid )
			{
			++good;
			add info$valid_ct_operators_list[log$operator];
			add logs[proof$logid];
			}
		else
			++bad;
		}

	info$valid_scts = good;
	info$invalid_scts = bad;
	info$valid_ct_operators = |info$valid_ct_operators_list|;
	info$valid_ct_logs = |logs|;
	}
