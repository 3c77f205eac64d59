##! Whether certificates of servers lead to a root that is trusted (`SSL::root_certs`).
##! Certificates between that were seen are kept, for servers that leave them out.

@load base/frameworks/cluster
@load base/frameworks/notice
@load base/protocols/ssl

module SSL;

export {
	redef enum Notice::Type += {
		## A certificate could not be validated.
		Invalid_Server_Cert
	};

	redef record Info += {
		## What came out, as text; "ok" if the certificate is good.
		validation_status: string &log &optional;
		## What came out, as a number.
		validation_code: int &optional;
		## The certificates up to the root.
		valid_chain: vector of opaque of x509 &optional;
	};

	## What came out lately, by the hashes of the chain.
	global recently_validated_certs: table[string] of X509::Result = table()
		&read_expire=5mins &redef;

	## Whether certificates between are kept.
	global ssl_cache_intermediate_ca: bool = T &redef;

	## Whether `recently_validated_certs` keeps the chains, too.
	global ssl_store_valid_chain: bool = F &redef;

	## Tells workers of certificates between.
	global intermediate_add: event(key: string, value: vector of opaque of x509);

	## Tells the manager of certificates between.
	global new_intermediate: event(key: string, value: vector of opaque of x509);
}

# What x509_issuer_name_hash calls SHA256.
const sha256_of_names = 4;

# Certificates between a server's and the root, by the hash of the issuer's name.
global intermediate_cache: table[string] of vector of opaque of x509;

event SSL::intermediate_add(key: string, value: vector of opaque of x509)
	{
	intermediate_cache[key] = value;
	}

event SSL::new_intermediate(key: string, value: vector of opaque of x509)
	{
	if ( key in intermediate_cache )
		return;

	intermediate_cache[key] = value;
	Cluster::publish(Cluster::worker_topic, SSL::intermediate_add, key, value);
	}

# Keeps what stands between the ends of a good chain.
function keep_intermediates(chain: vector of opaque of x509)
	{
	if ( |chain| < 3 )
		return;

	local key = x509_subject_name_hash(chain[1], sha256_of_names);

	if ( key in intermediate_cache )
		return;

	intermediate_cache[key] = chain[1:|chain| - 1];
	@if ( Cluster::is_enabled() )
		Cluster::publish(Cluster::manager_topic, SSL::new_intermediate, key,
			intermediate_cache[key]);
	@endif
	}

function cache_validate(chain: vector of opaque of x509): X509::Result
	{
	local hashes: string_vec = vector();

	for ( _, cert in chain )
		hashes += sha1_hash(x509_get_certificate_string(cert));

	local key = join_string_vec(hashes, ".");

	if ( key in recently_validated_certs )
		return recently_validated_certs[key];

	local result = x509_verify(chain, root_certs);
	recently_validated_certs[key] = ssl_store_valid_chain ? result
		: X509::Result($result=result$result, $result_string=result$result_string);

	if ( ssl_cache_intermediate_ca && result$result_string == "ok" && result?$chain_certs )
		keep_intermediates(result$chain_certs);

	return result;
	}

function note_result(info: Info, result: X509::Result)
	{
	info$validation_status = result$result_string;
	info$validation_code = result$result;

	if ( result?$chain_certs )
		info$valid_chain = result$chain_certs;
	}

# Whether the certificate is good with what other servers sent along.
function is_good_with_kept(info: Info, cert: opaque of x509): bool
	{
	local issuer = x509_issuer_name_hash(cert, sha256_of_names);

	if ( ! ssl_cache_intermediate_ca || issuer !in intermediate_cache )
		return F;

	local chain: vector of opaque of x509 = vector(cert);

	for ( _, above in intermediate_cache[issuer] )
		chain += above;

	local result = cache_validate(chain);

	if ( result$result_string != "ok" )
		return F;

	note_result(info, result);
	return T;
	}

hook ssl_finishing(c: connection) &priority=20
	{
	if ( ! c$ssl?$cert_chain || |c$ssl$cert_chain| == 0 || ! c$ssl$cert_chain[0]?$x509 )
		return;

	local leaf = c$ssl$cert_chain[0];

	if ( is_good_with_kept(c$ssl, leaf$x509$handle) )
		return;

	local chain: vector of opaque of x509 = vector();

	for ( i, sent in c$ssl$cert_chain )
		if ( sent?$x509 )
			chain[i] = sent$x509$handle;

	note_result(c$ssl, cache_validate(chain));

	if ( c$ssl$validation_status == "ok" )
		return;

	NOTICE(Notice::Info($note=Invalid_Server_Cert, $conn=c, $fuid=leaf$fuid,
		$msg=fmt("SSL certificate validation failed with (%s)", c$ssl$validation_status),
		$sub=leaf$x509$certificate$subject,
		$identifier=cat(c$id$resp_h, c$id$resp_p, leaf$sha1, c$ssl$validation_code)));
	}
