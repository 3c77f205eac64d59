# What scripts may ask of the file framework, and the events that they see.

@load base/protocols/smb
@load base/files/hash
@load base/files/extract

event chunk(f: fa_file, data: string, off: count) { print "chunk", |data|, off; }
event stream(f: fa_file, data: string) { print "stream", |data|; }

event file_new(f: fa_file)
	{
	print "new", f$source, f$is_orig, |f$conns|, f$timeout_interval;
	print Files::file_exists(f$id), Files::lookup_file(f$id)$id == f$id;
	print Files::add_analyzer(f, Files::ANALYZER_MD5), Files::add_analyzer(f, Files::ANALYZER_SHA512);
	print Files::remove_analyzer(f, Files::ANALYZER_SHA512);
	Files::add_analyzer(f, Files::ANALYZER_DATA_EVENT, Files::AnalyzerArgs($chunk_event=chunk, $stream_event=stream));
	Files::add_analyzer(f, Files::ANALYZER_EXTRACT, Files::AnalyzerArgs($extract_filename="tool.bin", $extract_limit=1000));
	print Files::set_timeout_interval(f, 5min), f$timeout_interval;
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
	{
	print "over", c$id$resp_p, is_orig, Files::describe(f);
	}

event file_sniff(f: fa_file, meta: fa_metadata)
	{
	print "sniff", meta, |f$bof_buffer|;
	}

event file_hash(f: fa_file, kind: string, hash: string) { print "hash", kind, hash; }

event file_extraction_limit(f: fa_file, args: Files::AnalyzerArgs, limit: count, len: count)
	{
	print "limit", args$extract_filename, limit, len;

	if ( f$is_orig )
		FileExtract::set_limit(f, args, 2000);
	}

event file_state_remove(f: fa_file)
	{
	print "removed", f$seen_bytes, f$missing_bytes, f?$total_bytes, f$info$analyzers;
	print file_size("extract_files/tool.bin");
	}

event zeek_done()
	{
	print Files::file_exists("F"), Files::analyzer_name(Files::ANALYZER_MD5);
	print file_size("extract_files/tool.bin");
	print identify_data("GIF89a", T), file_magic("GIF89a");
	}
