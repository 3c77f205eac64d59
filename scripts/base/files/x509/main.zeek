##! Certificates: x509.log.

@load base/frameworks/files
@load base/files/hash
@load base/frameworks/cluster

module X509;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## What makes the fingerprint of a certificate from its DER form.
	option hash_function: function(cert: string): string = sha256_hash;

	## Whether certificates are listed in files.log as well.
	option log_x509_in_files_log: bool = F;

	## What tells a certificate that was logged already.
	type LogCertHash: record {
		fingerprint: string;
		host_cert: bool;
		client_cert: bool;
	};

	## A line of x509.log: one certificate.
	type Info: record {
		ts: time &log;
		## Hash of the DER form.
		fingerprint: string &log;
		certificate: X509::Certificate &log;
		## For the functions that take a certificate.
		handle: opaque of x509;
		extensions: vector of X509::Extension &default=vector();
		san: X509::SubjectAlternativeName &optional &log;
		basic_constraints: X509::BasicConstraints &optional &log;
		## All extensions in order, to raise their events once more.
		extensions_cache: vector of any &default=vector();
		## Whether it is somebody's own rather than an authority's.
		host_cert: bool &log &default=F;
		## Whether the client sent it.
		client_cert: bool &log &default=F;
		## Certificates with the same one are logged once.
		deduplication_index: LogCertHash &optional;
	};

	## Sets what tells a certificate that was logged already.
	global create_deduplication_index: hook(c: X509::Info);

	## A time stamp of Certificate Transparency (RFC 6962).
	type SctInfo: record {
		version: count;
		logid: string;
		timestamp: count;
		hash_alg: count;
		sig_alg: count;
		signature: string;
	};

	## After that time a certificate is logged again; 0 logs it every time.
	option relog_known_certificates_after = 1day;

	## Certificates that were logged.
	global known_log_certs: set[LogCertHash] &create_expire=relog_known_certificates_after;

	## Most certificates that are remembered.
	option known_log_certs_maximum_size = 1000000;

	global known_log_certs_use_broker: bool = T
		&deprecated="Remove in v9.1: Replaced with known_log_certs_enable_publish";

	## Whether nodes of a cluster tell each other what they logged.
	const known_log_certs_enable_publish: bool = T &redef;

	## Whether a node is told when it comes up.
	const known_log_certs_enable_node_up_publish: bool = T &redef;

	global log_x509: event(rec: Info);

	## Certificates may be long, so their log has limits of its own.
	const default_max_field_string_bytes = Log::default_max_field_string_bytes &redef;
	const default_max_field_container_elements = 500 &redef;
	const default_max_total_container_elements = 1500 &redef;
}

# The same in a store of Broker, as long as that is not gone.
@pragma push ignore-deprecations
global known_log_certs_with_broker: set[LogCertHash]
	&create_expire=relog_known_certificates_after &backend=Broker::MEMORY;
@pragma pop

redef record Files::Info += {
	x509: X509::Info &optional;
};

# Kinds of files that are certificates: of hosts, of authorities, and found by content.
const certificate_types = {
	"application/x-x509-user-cert",
	"application/x-x509-ca-cert",
	"application/pkix-cert",
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_x509, $path="x509",
		$policy=log_policy,
		$max_field_string_bytes=default_max_field_string_bytes,
		$max_field_container_elements=default_max_field_container_elements,
		$max_total_container_elements=default_max_total_container_elements));

	# Scripts tell certificates apart by their digests.
	for ( kind in certificate_types )
		{
		Files::register_for_mime_type(Files::ANALYZER_X509, kind);
		Files::register_for_mime_type(Files::ANALYZER_MD5, kind);
		Files::register_for_mime_type(Files::ANALYZER_SHA1, kind);
		Files::register_for_mime_type(Files::ANALYZER_SHA256, kind);
		}
	}

hook Files::log_policy(rec: Files::Info, id: Log::ID, filter: Log::Filter) &priority=5
	{
	if ( ! log_x509_in_files_log && "X509" in rec$analyzers )
		break;
	}

hook create_deduplication_index(c: X509::Info)
	{
	if ( c?$deduplication_index || relog_known_certificates_after == 0secs )
		return;

	c$deduplication_index = LogCertHash($fingerprint=c$fingerprint,
		$host_cert=c$host_cert, $client_cert=c$client_cert);
	}

event x509_certificate(f: fa_file, cert_ref: opaque of x509, cert: X509::Certificate)
	&priority=5
	{
	local info = X509::Info($ts=f$info$ts, $certificate=cert, $handle=cert_ref,
		$fingerprint=hash_function(x509_get_certificate_string(cert_ref)));
	f$info$x509 = info;

	if ( f$info$mime_type == "application/x-x509-user-cert" )
		info$host_cert = T;

	if ( f$is_orig )
		info$client_cert = T;
	}

event x509_extension(f: fa_file, ext: X509::Extension) &priority=5
	{
	if ( ! f$info?$x509 )
		return;

	f$info$x509$extensions += ext;
	f$info$x509$extensions_cache += ext;
	}

event x509_ext_basic_constraints(f: fa_file, ext: X509::BasicConstraints) &priority=5
	{
	if ( ! f$info?$x509 )
		return;

	f$info$x509$basic_constraints = ext;
	f$info$x509$extensions_cache += ext;
	}

event x509_ext_subject_alternative_name(f: fa_file, ext: X509::SubjectAlternativeName)
	&priority=5
	{
	if ( ! f$info?$x509 )
		return;

	f$info$x509$san = ext;
	f$info$x509$extensions_cache += ext;
	}

event x509_ocsp_ext_signed_certificate_timestamp(f: fa_file, version: count, logid: string,
		timestamp: count, hash_algorithm: count, signature_algorithm: count,
		signature: string) &priority=5
	{
	if ( f$info?$x509 )
		f$info$x509$extensions_cache += SctInfo($version=version, $logid=logid,
			$timestamp=timestamp, $hash_alg=hash_algorithm, $sig_alg=signature_algorithm,
			$signature=signature);
	}

# Raised where another node logged certificates.
event X509::log_cert_hashes_internal(lchs: set[LogCertHash])
	{
	for ( lch in lchs )
		{
		if ( |known_log_certs| < known_log_certs_maximum_size )
			add known_log_certs[lch];
		}

	if ( Cluster::local_node_type() == Cluster::MANAGER )
		Cluster::publish(Cluster::worker_topic, X509::log_cert_hashes_internal, lchs);
	}

event file_state_remove(f: fa_file) &priority=5
	{
	if ( ! f$info?$x509 )
		return;

	local info = f$info$x509;

	if ( ! info?$deduplication_index )
		hook create_deduplication_index(info);

	if ( info?$deduplication_index )
		{
		local lch = info$deduplication_index;

		if ( lch in known_log_certs )
			return;

		if ( |known_log_certs| < known_log_certs_maximum_size )
			{
			add known_log_certs[lch];

			if ( known_log_certs_enable_publish )
				Cluster::publish(Cluster::manager_topic, X509::log_cert_hashes_internal, set(lch));
			}
		}

	Log::write(LOG, info);
	}
