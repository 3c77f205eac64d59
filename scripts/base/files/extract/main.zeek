##! Where extracted files go, and how much of them is kept.

@load base/frameworks/files
@load base/utils/paths

module FileExtract;

export {
	## The folder for extracted files. Nothing is written outside of it.
	const prefix = "./extract_files/" &redef;

	## Most bytes that are written of a file; 0 for any number.
	option default_limit = 104857600;

	## Whether bytes that are missing count, too.
	option default_limit_includes_missing = T;

	redef record Files::Info += {
		## Name of the extracted file.
		extracted: string &log &optional;

		## Whether the file was longer than the limit.
		extracted_cutoff: bool &log &optional;

		## How many bytes were written where it was.
		extracted_size: count &log &optional;
	};

	redef record Files::AnalyzerArgs += {
		## Name in the folder; one is made up if there is none.
		extract_filename: string &optional;

		## Most bytes of this file.
		extract_limit: count &default=default_limit;

		## Whether missing bytes of this file count.
		extract_limit_includes_missing: bool &default=default_limit_includes_missing;
	};

	## Changes the limit of a file that is being written.
	global set_limit: function(f: fa_file, args: Files::AnalyzerArgs, n: count): bool;
}

function set_limit(f: fa_file, args: Files::AnalyzerArgs, n: count): bool
	{
	return __set_limit(f$id, args, n);
	}

function on_add(f: fa_file, args: Files::AnalyzerArgs)
	{
	if ( ! args?$extract_filename )
		args$extract_filename = cat("extract-", f$last_active, "-", f$source, "-", f$id);

	local info = f$info;
	info$extracted = args$extract_filename;
	info$extracted_cutoff = F;
	args$extract_filename = build_path_compressed(prefix, args$extract_filename);
	mkdir(prefix);
	}

event zeek_init() &priority=10
	{
	Files::register_analyzer_add_callback(Files::ANALYZER_EXTRACT, on_add);
	}

event file_extraction_limit(f: fa_file, args: Files::AnalyzerArgs, limit: count, len: count)
	&priority=10
	{
	f$info$extracted_cutoff = T;
	f$info$extracted_size = limit;
	}
