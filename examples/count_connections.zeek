# pyzeek -b -C -r tests/traces/smb/smb3-11-change-notify.pcap examples/count_connections.zeek
#
# How many connections each server got, by port, and how many bytes they carried.

type Tally: record {
	connections: count &default=0;
	bytes: count &default=0;
};

global tallies: table[addr, port] of Tally &ordered;

event connection_state_remove(c: connection)
	{
	if ( [c$id$resp_h, c$id$resp_p] !in tallies )
		tallies[c$id$resp_h, c$id$resp_p] = Tally();

	local tally = tallies[c$id$resp_h, c$id$resp_p];
	++tally$connections;
	tally$bytes += c$orig$size + c$resp$size;
	}

event zeek_done()
	{
	for ( [host, p], tally in tallies )
		print fmt("%s %s: %d connections, %d bytes", host, p, tally$connections, tally$bytes);
	}
