##! The digests of files in files.log.

@load base/frameworks/files

module FileHash;

export {
	redef record Files::Info += {
		## Digests of the whole file, where the analyzers were attached.
		md5: string &log &optional;
		sha1: string &log &optional;
		sha256: string &log &optional;
	};
}

event file_hash(f: fa_file, kind: string, hash: string) &priority=5
	{
	local info = f$info;

	if ( kind == "md5" )
		info$md5 = hash;
	else if ( kind == "sha1" )
		info$sha1 = hash;
	else if ( kind == "sha256" )
		info$sha256 = hash;
	}
