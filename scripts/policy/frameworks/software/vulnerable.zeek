##! A notice when software of a version that is known to be vulnerable is seen.

@load base/frameworks/control
@load base/frameworks/notice
@load base/frameworks/software

module Software;

export {
	redef enum Notice::Type += {
		## Software with a hole was seen.
		Vulnerable_Version,
	};

	## Versions with a hole.
	type VulnerableVersionRange: record {
		## The first of them; without it, all up to `max`.
		min: Software::Version &optional;
		## The last of them.
		max: Software::Version;
	};

	## A DNS zone that tells of vulnerable versions; nobody is asked while it is empty.
	option vulnerable_versions_update_endpoint = "";

	## Time between two rounds of questions to that zone.
	option vulnerable_versions_update_interval = 1hr;

	## Vulnerable versions by the name of the software.
	const vulnerable_versions: table[string] of set[VulnerableVersionRange] = table() &redef;
}

# Those that scripts tell, and those from DNS.
global internal_vulnerable_versions: table[string] of set[VulnerableVersionRange] = table();

# "min=1.0<tab>max=1.3" as DNS tells it.
function decode_vulnerable_version_range(vuln_sw: string): VulnerableVersionRange
	{
	local result = VulnerableVersionRange($max=Software::Version($major=0));

	if ( /max=/ !in vuln_sw )
		{
		Reporter::warning(fmt("The vulnerable software detection script encountered a version with no max value (which is required). %s",
			vuln_sw));
		return result;
		}

	for ( _, part in split_string1(vuln_sw, /\x09/) )
		{
		local pair = split_string1(part, /=/);

		if ( |pair| != 2 )
			break;

		local v = Software::parse(pair[1])$version;

		if ( pair[0] == "min" )
			result$min = v;
		else if ( pair[0] == "max" )
			result$max = v;
		}

	return result;
	}

function add_range(name: string, versions: VulnerableVersionRange)
	{
	if ( name !in internal_vulnerable_versions )
		internal_vulnerable_versions[name] = set();

	add internal_vulnerable_versions[name][versions];
	}

# Asks for one entry after the other, until there is no more.
event grab_vulnerable_versions(i: count)
	{
	# The zone may be set later.
	if ( vulnerable_versions_update_endpoint == "" )
		{
		schedule vulnerable_versions_update_interval { grab_vulnerable_versions(1) };
		return;
		}

	when [i] ( local answer = lookup_hostname_txt(cat(i, ".",
		vulnerable_versions_update_endpoint)) )
		{
		local parts = split_string1(answer, /\x09/);

		if ( |parts| == 2 )
			{
			add_range(parts[0], decode_vulnerable_version_range(parts[1]));
			event grab_vulnerable_versions(i + 1);
			}
		else
			schedule vulnerable_versions_update_interval {
				grab_vulnerable_versions(1)
			};
		}
	timeout 5secs
		{
		schedule 1min { grab_vulnerable_versions(1) };
		}
	}

function update_vulnerable_sw()
	{
	internal_vulnerable_versions = table();

	for ( name, ranges in vulnerable_versions )
		internal_vulnerable_versions[name] = ranges;

	event grab_vulnerable_versions(1);
	}

event zeek_init() &priority=3
	{
	update_vulnerable_sw();
	}

event Control::configuration_update() &priority=3
	{
	update_vulnerable_sw();
	}

function is_inside(v: Version, versions: VulnerableVersionRange): bool
	{
	if ( cmp_versions(v, versions$max) > 0 )
		return F;

	return ! versions?$min || cmp_versions(v, versions$min) >= 0;
	}

event log_software(rec: Info)
	{
	if ( rec$name !in internal_vulnerable_versions )
		return;

	for ( versions in internal_vulnerable_versions[rec$name] )
		if ( is_inside(rec$version, versions) )
			NOTICE(Notice::Info($note=Vulnerable_Version, $src=rec$host,
				$msg=fmt("%s is running %s which is vulnerable.", rec$host,
					software_fmt(rec)),
				$sub=software_fmt(rec)));
	}
