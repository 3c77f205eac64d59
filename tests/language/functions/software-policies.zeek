# Software that changes and that is vulnerable.
# args: -b
@load frameworks/software/version-changes
@load frameworks/software/vulnerable

redef Log::default_writer = Log::WRITER_NONE;
redef Software::asset_tracking = ALL_HOSTS;
redef Software::interesting_version_changes += { "Apache" };
redef Software::vulnerable_versions += {
	["Apache"] = set([$min=[$major=1, $minor=3], $max=[$major=2, $minor=2]],
		[$max=[$major=1, $minor=0]]),
};

global id = conn_id($orig_h=10.0.0.1, $orig_p=1/tcp, $resp_h=10.0.0.2, $resp_p=80/tcp);

function see(version: string)
	{
	print Software::found(id, [$host=id$resp_h, $host_p=id$resp_p, $unparsed_version=version]);
	}

hook Notice::policy(n: Notice::Info)
	{
	print n$note, sub(n$msg, /^[0-9.]+ /, ""), n$sub;
	}

event Software::log_software(rec: Software::Info)
	{
	print "logged", rec$host, rec$host_p, rec$name, rec$version;
	}

event zeek_init()
	{
	see("Apache/0.9");
	see("Apache/1.2");
	see("Apache/1.2");
	see("Apache/2.0.1");
	see("nginx/1.0");
	}
