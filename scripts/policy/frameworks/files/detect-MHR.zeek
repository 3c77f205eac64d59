##! Asks Team Cymru's registry of malware, over DNS, for the digests of files.

@load base/frameworks/files
@load base/frameworks/notice
@load frameworks/files/hash-all-files

module TeamCymruMalwareHashRegistry;

export {
	redef enum Notice::Type += {
		## The registry knows the file.
		Match
	};

	## Types of files that it is asked for.
	option match_file_types = /application\/x-dosexec/ |
		/application\/vnd\.ms-cab-compressed/ |
		/application\/pdf/ |
		/application\/x-shockwave-flash/ |
		/application\/x-java-applet/ |
		/application\/jar/ |
		/video\/mp4/;

	## Where more is told about a digest, which stands for `%s`.
	option match_sub_url = "https://www.virustotal.com/gui/search/%s";

	## The notice needs that share of virus scanners, in percent.
	option notice_threshold = 10;
}

# The answer says when the file was first seen, and how many scanners know it.
function do_mhr_lookup(hash: string, fi: Notice::FileInfo)
	{
	when [hash, fi] ( local answer = lookup_hostname_txt(fmt("%s.malware.hash.cymru.com", hash)) )
		{
		local parts = split_string1(answer, / /);

		if ( |parts| == 2 && to_count(parts[1]) >= notice_threshold )
			{
			local seen = strftime("%Y-%m-%d %H:%M:%S", double_to_time(to_double(parts[0])));
			local msg = fmt("Malware Hash Registry Detection rate: %d%%  Last seen: %s",
				to_count(parts[1]), seen);
			local info = Notice::Info($note=Match, $msg=msg, $sub=fmt(match_sub_url, hash));
			Notice::populate_file_info2(fi, info);
			NOTICE(info);
			}
		}
	}

event file_hash(f: fa_file, kind: string, hash: string)
	{
	if ( kind != "sha1" || ! f?$info || ! f$info?$mime_type )
		return;

	if ( match_file_types in f$info$mime_type )
		do_mhr_lookup(hash, Notice::create_file_info(f));
	}
