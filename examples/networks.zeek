# pyzeek -b -C -r tests/traces/smb/smb3-11-session.pcap examples/networks.zeek
#
# Names of networks from a file. Packets wait until the file is read; with
# $mode=Input::REREAD it would be read again whenever it changes.

@load base/protocols/smb

type Index: record { net: subnet; };
type Value: record { name: string; };

global networks: table[subnet] of string;

# Of several networks around an address the narrowest one counts.
function named(host: addr): string
	{
	return host in networks ? fmt("%s (%s)", host, networks[host]) : cat(host);
	}

event zeek_init()
	{
	Input::add_table([$source="examples/data/networks.txt", $name="networks",
		$idx=Index, $val=Value, $destination=networks, $want_record=F]);
	suspend_processing();
	}

event Input::end_of_data(name: string, source: string)
	{
	print fmt("%d networks in %s", |networks|, source);
	continue_processing();
	}

event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string)
	{
	print named(c$id$orig_h), "connects to", named(c$id$resp_h), path;
	}
