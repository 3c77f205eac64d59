##! No events for certificates that are remembered and that the same server sent before
##! under the same name.
##!
##! This saves time where certificates come often. Scripts that want to see each one
##! must not be loaded beside it, or must ask for it with `always_raise_x509_events`.

@load base/protocols/ssl
@load base/files/x509

module DisableX509Events;

# There is room for more where less is done with each.
redef X509::certificate_cache_max_entries = 100000;

## A certificate of a server.
type CacheIndex: record {
	ip: addr;
	## The name that the client asked for.
	sni: string &optional;
	sha256: string;
};

redef record SSL::Info += {
	## Whether there must be events for certificates of this connection.
	always_raise_x509_events: bool &default=F;
};

redef record X509::Info += {
	## Whether there must be events for this certificate.
	always_raise_x509_events: bool &default=F;
};

# What came before.
global certificate_replay_tracking: set[CacheIndex]
	&read_expire=X509::certificate_cache_minimum_eviction_interval;

hook X509::x509_certificate_cache_replay(f: fa_file, e: X509::Info, sha256: string)
	&priority=5
	{
	if ( f$info?$x509 || e$always_raise_x509_events || |f$conns| == 0 )
		return;

	local is_new = F;

	for ( _, c in f$conns )
		{
		if ( ! c?$ssl )
			return;

		local index = CacheIndex($ip=c$id$resp_h, $sha256=sha256);

		if ( c$ssl?$server_name )
			index$sni = c$ssl$server_name;

		if ( c$ssl$always_raise_x509_events || index !in certificate_replay_tracking )
			{
			is_new = T;
			add certificate_replay_tracking[index];
			}
		}

	# With the certificate in its place nobody raises events for it.
	if ( ! is_new )
		f$info$x509 = e;
	}
