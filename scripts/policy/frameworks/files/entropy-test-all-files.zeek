##! How random the content of each file is, in files.log.

module Files;

export {
	redef record Files::Info += {
		## Bits of information in a byte of the file.
		entropy: double &log &optional;
	};
}

event file_new(f: fa_file)
	{
	Files::add_analyzer(f, Files::ANALYZER_ENTROPY);
	}

event file_entropy(f: fa_file, ent: entropy_test_result)
	{
	f$info$entropy = ent$entropy;
	}
