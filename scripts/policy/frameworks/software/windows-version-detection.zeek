##! Which version of Windows hosts run, by how they ask Microsoft for revoked certificates.

@load base/protocols/http
@load base/frameworks/software

module OS;

export {
	redef enum Software::Type += {
		## An operating system of Microsoft.
		WINDOWS,
	};

	## A version with the name of what has it.
	type Software::name_and_version: record {
		name: string;
		version: Software::Version;
	};
}

# Windows before Vista: the build of its interface for certificates tells the service pack.
function old_windows(build: count, patch: count, name: string): Software::name_and_version
	{
	return Software::name_and_version($name="Windows", $version=Software::Version(
		$major=5, $minor=131, $minor2=build, $minor3=patch, $addl=name));
	}

function windows(minor: count, name: string): Software::name_and_version
	{
	return Software::name_and_version($name="Windows",
		$version=Software::Version($major=6, $minor=minor, $addl=name));
	}

export {
	## Versions by what the interface for certificates calls itself.
	const crypto_api_mapping: table[string] of Software::name_and_version = {
		["Microsoft-CryptoAPI/5.131.2195.6661"] = old_windows(2195, 6661, "2000 SP4"),
		["Microsoft-CryptoAPI/5.131.2195.6824"] =
			old_windows(2195, 6824, "2000 with MS04-11"),
		["Microsoft-CryptoAPI/5.131.2195.6926"] =
			old_windows(2195, 6926, "2000 with Hotfix 98830"),
		["Microsoft-CryptoAPI/5.131.2600.0"] = old_windows(2600, 0, "XP SP0"),
		["Microsoft-CryptoAPI/5.131.2600.1106"] = old_windows(2600, 1106, "XP SP1"),
		["Microsoft-CryptoAPI/5.131.2600.2180"] = old_windows(2600, 2180, "XP SP2"),
		["Microsoft-CryptoAPI/5.131.2600.3180"] = old_windows(2600, 3180, "XP SP3 Beta 1"),
		["Microsoft-CryptoAPI/5.131.2600.3205"] = old_windows(2600, 3205, "XP SP3 Beta 2"),
		["Microsoft-CryptoAPI/5.131.2600.3249"] =
			old_windows(2600, 3249, "XP SP3 RC Beta"),
		["Microsoft-CryptoAPI/5.131.2600.3264"] = old_windows(2600, 3264, "XP SP3 RC1"),
		["Microsoft-CryptoAPI/5.131.2600.3282"] =
			old_windows(2600, 3282, "XP SP3 RC1 Update"),
		["Microsoft-CryptoAPI/5.131.2600.3300"] = old_windows(2600, 3300, "XP SP3 RC2"),
		["Microsoft-CryptoAPI/5.131.2600.3311"] =
			old_windows(2600, 3311, "XP SP3 RC2 Update"),
		["Microsoft-CryptoAPI/5.131.2600.5508"] =
			old_windows(2600, 5508, "XP SP3 RC2 Update 2"),
		["Microsoft-CryptoAPI/5.131.2600.5512"] = old_windows(2600, 5512, "XP SP3"),
		["Microsoft-CryptoAPI/5.131.3790.0"] =
			old_windows(3790, 0, "XP x64 or Server 2003 SP0"),
		["Microsoft-CryptoAPI/5.131.3790.1830"] =
			old_windows(3790, 1830, "XP x64 or Server 2003 SP1"),
		["Microsoft-CryptoAPI/5.131.3790.3959"] =
			old_windows(3790, 3959, "XP x64 or Server 2003 SP2"),
		["Microsoft-CryptoAPI/5.131.3790.5235"] =
			old_windows(3790, 5235, "XP x64 or Server 2003 with MS13-095"),
		["Microsoft-CryptoAPI/6.0"] = windows(0, "Vista or Server 2008"),
		["Microsoft-CryptoAPI/6.1"] = windows(1, "7 or Server 2008 R2"),
		["Microsoft-CryptoAPI/6.2"] = windows(2, "8 or Server 2012"),
		["Microsoft-CryptoAPI/6.3"] = windows(3, "8.1 or Server 2012 R2"),
		["Microsoft-CryptoAPI/6.4"] = windows(4, "10 Technical Preview"),
		["Microsoft-CryptoAPI/10.0"] = Software::name_and_version($name="Windows",
			$version=Software::Version($major=10, $minor=0)),
	} &redef;
}

event HTTP::log_http(rec: HTTP::Info) &priority=5
	{
	if ( ! rec?$host || ! rec?$user_agent || /crl\.microsoft\.com/ !in rec$host
	     || /Microsoft-CryptoAPI\// !in rec$user_agent )
		return;

	local found = Software::Info($host=rec$id$orig_h, $software_type=WINDOWS);

	if ( rec$user_agent in crypto_api_mapping )
		{
		found$name = crypto_api_mapping[rec$user_agent]$name;
		found$version = crypto_api_mapping[rec$user_agent]$version;
		}
	else
		found$unparsed_version = sub(rec$user_agent, /Microsoft-CryptoAPI/,
			"Unknown CryptoAPI Version");

	Software::found(rec$id, found);
	}
