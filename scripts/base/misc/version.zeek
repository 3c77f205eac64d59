##! The version of Zeek that scripts are run as, in parts that can be compared.

module Version;

export {
	## A version taken apart.
	type VersionDescription: record {
		## Major, minor and patch number in one: 80202 for 8.2.2.
		version_number: count;
		major: count;
		minor: count;
		patch: count;
		## Commits since the release.
		commit: count;
		## True of a development, beta or candidate version.
		beta: bool;
		debug: bool;
		## What a distributor added.
		localversion: string;
		version_string: string;
	};

	## Takes a version like 3.0.0-rc1 or 8.2.2-dev.5-debug apart; all zero if it is none.
	global parse: function(version_string: string): VersionDescription;

	## Whether the version at hand is the given one or a later one.
	global at_least: function(version_string: string): bool;
}

function empty_description(version_string: string): VersionDescription
	{
	return VersionDescription($version_number=0, $major=0, $minor=0, $patch=0,
	                          $commit=0, $beta=F, $debug=F, $localversion="",
	                          $version_string=version_string);
	}

function parse(version_string: string): VersionDescription
	{
	local result = empty_description(version_string);

	if ( /^[0-9]+\.[0-9]+/ !in version_string )
		{
		Reporter::error(fmt("Version string %s cannot be parsed", version_string));
		return result;
		}

	local numbers = split_string(split_string1(version_string, /-/)[0], /\./);
	result$major = to_count(numbers[0]);
	result$minor = to_count(numbers[1]);

	if ( |numbers| > 2 && numbers[2] == /[0-9]+/ )
		result$patch = to_count(numbers[2]);

	result$version_number = result$major * 10000 + result$minor * 100 + result$patch;

	for ( i, part in split_string(version_string, /-/) )
		{
		if ( i == 0 )
			next;

		if ( part == "debug" )
			result$debug = T;
		else if ( part == /[0-9]+/ )
			result$commit = to_count(part);
		else if ( part == /(alpha|beta|dev|rc)[0-9]*(\.[0-9]+)?/ )
			{
			result$beta = T;
			local pieces = split_string(part, /\./);

			if ( |pieces| > 1 )
				result$commit = to_count(pieces[1]);
			}
		else if ( result$localversion == "" )
			result$localversion = part;
		else
			result$localversion += "-" + part;
		}

	return result;
	}

export {
	## The version number, such as 80202.
	const number = parse(zeek_version())$version_number;

	## The version in its parts.
	const info = parse(zeek_version());
}

function at_least(version_string: string): bool
	{
	return Version::number >= parse(version_string)$version_number;
	}
