# pyzeek -b -C -r tests/traces/smb/smb2-02-session.pcap base/protocols/smb examples/smb2_old_dialect.zeek
#
# A detection: clients that offer a dialect older than they should, servers that
# settle for one. What counts as old is an option: add `OldDialect::oldest=0x0302`
# to the command to want SMB 3.0.2 or newer.

module OldDialect;

export {
	## The oldest dialect that nobody needs to hear of.
	option oldest = 0x0300;
}

global told: set[addr, count];

function tell(host: addr, what: string, dialect: count)
	{
	if ( dialect >= oldest || [host, dialect] in told )
		return;
	add told[host, dialect];
	print fmt("%s %s SMB %s", host, what, SMB2::dialects[dialect]);
	}

event smb2_negotiate_request(c: connection, hdr: SMB2::Header, dialects: index_vec)
	{
	for ( _, dialect in dialects )
		tell(c$id$orig_h, "offers", dialect);
	}

event smb2_negotiate_response(c: connection, hdr: SMB2::Header, response: SMB2::NegotiateResponse)
	{
	tell(c$id$resp_h, "settles for", response$dialect_revision);
	}
