# pyzeek -b -C -r tests/traces/smb/smb3-11-session.pcap examples/intel.zeek
#
# Addresses and names of files that a feed calls bad. Each line of intel.log would be
# what is printed here.

@load base/protocols/smb
@load policy/frameworks/intel/seen/conn-established
@load policy/frameworks/intel/seen/smb-filenames

redef Intel::read_files += { "examples/data/intel.txt" };

# Columns of one's own are fields of the record.
redef record Intel::MetaData += {
	do_notice: bool &default=F;
};

event zeek_init()
	{
	Log::disable_stream(Intel::LOG);
	}

event Intel::match(s: Intel::Seen, items: set[Intel::Item])
	{
	for ( item in items )
		print s$indicator, s$where, item$meta$desc, item$meta$do_notice;
	}
