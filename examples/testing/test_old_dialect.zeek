# pyzeek: -b -C -r ../../tests/traces/smb/smb2-02-session.pcap base/protocols/smb
#
# A script that tests another one. `pytest examples/testing` runs it: a failing
# `assert` and every error of a script fails the test.

@load ../smb2_old_dialect

global old: set[addr];

event smb2_negotiate_response(c: connection, hdr: SMB2::Header, response: SMB2::NegotiateResponse)
	{
	if ( response$dialect_revision < OldDialect::oldest )
		add old[c$id$resp_h];
	}

event zeek_done()
	{
	assert |old| == 1, fmt("old servers: %s", old);
	assert 10.20.0.20 in old;
	}
