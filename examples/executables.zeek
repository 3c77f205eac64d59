# pyzeek -b -C -r tests/traces/smb/smb3-11-executable.pcap examples/executables.zeek
#
# Who puts executables on a share, and their digests: no lateral movement without them.

@load base/protocols/smb
@load base/files/hash

event file_sniff(f: fa_file, meta: fa_metadata)
	{
	if ( ! meta?$mime_type || meta$mime_type != "application/x-dosexec" )
		return;

	# The content from the first byte on is kept until somebody has looked at it.
	Files::add_analyzer(f, Files::ANALYZER_SHA256);

	for ( id in f$conns )
		print fmt("%s %s %s on %s", id$orig_h, f$is_orig ? "writes" : "reads",
			f$info?$filename ? f$info$filename : "a file without a name", id$resp_h);
	}

event file_hash(f: fa_file, kind: string, hash: string)
	{
	print fmt("  %d bytes, %s %s", f$seen_bytes, kind, hash);
	}
