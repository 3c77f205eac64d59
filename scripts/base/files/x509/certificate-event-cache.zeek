##! Certificates that come often are parsed once; their events are raised from memory.

@load ./main

module X509;

export {
	## How often a certificate must come before it is remembered; 0 remembers none.
	option caching_required_encounters: count = 10;

	## Within what time it must come that often.
	option caching_required_encounters_interval: interval = 62secs;

	## How long one is remembered that does not come any more.
	option certificate_cache_minimum_eviction_interval: interval = 62secs;

	## Most certificates that are remembered.
	option certificate_cache_max_entries: count = 10000;

	## Called instead of the analyzer for a certificate that is remembered.
	global x509_certificate_cache_replay: hook(f: fa_file, e: X509::Info, sha256: string);
}

# Both by SHA256 of the DER form: how often certificates came, and what they were.
global certificates_encountered: table[string] of count
	&create_expire=caching_required_encounters_interval;
global certificate_cache: table[string] of X509::Info
	&read_expire=certificate_cache_minimum_eviction_interval;

event zeek_init() &priority=5
	{
	x509_set_certificate_cache(certificate_cache);
	x509_set_certificate_cache_hit_callback(x509_certificate_cache_replay);
	}

hook x509_certificate_cache_replay(f: fa_file, e: X509::Info, sha256: string)
	{
	# The digest may be told more than once.
	if ( f$info?$x509 )
		return;

	event x509_certificate(f, e$handle, e$certificate);

	for ( _, ext in e$extensions_cache )
		{
		if ( ext is X509::Extension )
			event x509_extension(f, ext as X509::Extension);
		else if ( ext is X509::BasicConstraints )
			event x509_ext_basic_constraints(f, ext as X509::BasicConstraints);
		else if ( ext is X509::SubjectAlternativeName )
			event x509_ext_subject_alternative_name(f, ext as X509::SubjectAlternativeName);
		else if ( ext is X509::SctInfo )
			{
			local sct = ext as X509::SctInfo;
			event x509_ocsp_ext_signed_certificate_timestamp(f, sct$version, sct$logid,
				sct$timestamp, sct$hash_alg, sct$sig_alg, sct$signature);
			}
		else
			Reporter::error(fmt("no event is known for an extension of certificate %s", f$id));
		}
	}

event file_hash(f: fa_file, kind: string, hash: string)
	{
	if ( kind != "sha256" || ! f?$info || "X509" !in f$info$analyzers )
		return;

	if ( caching_required_encounters == 0 || hash in certificate_cache )
		return;

	if ( hash !in certificates_encountered )
		certificates_encountered[hash] = 0;

	certificates_encountered[hash] += 1;
	}

event file_state_remove(f: fa_file) &priority=5
	{
	if ( ! f$info?$x509 || ! f$info?$sha256 || caching_required_encounters == 0 )
		return;

	local hash = f$info$sha256;

	if ( hash in certificate_cache || hash !in certificates_encountered )
		return;

	if ( certificates_encountered[hash] < caching_required_encounters
	     || |certificate_cache| >= certificate_cache_max_entries )
		return;

	delete certificates_encountered[hash];
	certificate_cache[hash] = f$info$x509;
	}
