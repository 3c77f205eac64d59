# What the scripts about DNS add to its log: other sections, capitals, no operations;
# and a name elsewhere that leads to a local host.
@load protocols/dns/auth-addl
@load protocols/dns/detect-external-names
@load protocols/dns/disable-opcode-log-fields
@load protocols/dns/log-original-query-case

redef Log::default_writer = Log::WRITER_NONE;
redef Site::local_zones += { "elsewhere.test" };

event DNS::log_dns(rec: DNS::Info)
	{
	local auth: vector of string;
	local addl: vector of string;

	if ( rec?$auth )
		for ( s in rec$auth )
			auth += s;

	if ( rec?$addl )
		for ( s in rec$addl )
			addl += s;

	print rec$original_query, sort(auth, strcmp), sort(addl, strcmp);
	}

event Notice::log_notice(rec: Notice::Info)
	{
	print rec$note, rec$msg;
	}

event zeek_init()
	{
	local fields = record_fields(DNS::Info($ts=network_time(), $uid="", $id=conn_id(
		$orig_h=1.1.1.1, $orig_p=1/udp, $resp_h=1.1.1.1, $resp_p=1/udp), $proto=udp));
	print fields["opcode"]$log, fields["opcode_name"]$log, fields["query"]$log;
	}
