##! Which software runs on which host. Scripts of protocols tell what they see with
##! `Software::found`; here it is taken apart, compared with what was known, and logged.

@load base/frameworks/cluster
@load base/utils/directions-and-hosts
@load base/utils/numbers

module Software;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Kinds of software; scripts add theirs.
	type Type: enum { UNKNOWN };

	## A version taken apart, as far as there are numbers in it.
	type Version: record {
		major: count &optional;
		minor: count &optional;
		minor2: count &optional;
		minor3: count &optional;
		## What follows the numbers, such as "beta42".
		addl: string &optional;
	} &log;

	## A line of software.log.
	type Info: record {
		ts: time &log &optional;
		host: addr &log;
		## The port, of a server.
		host_p: port &log &optional;
		software_type: Type &log &default=UNKNOWN;
		name: string &log &optional;
		version: Version &log &optional;
		## As the software named itself.
		unparsed_version: string &log &optional;
		## Whether it is logged although it is known already.
		force_log: bool &default=F;
	};

	## Whose software is kept track of.
	option asset_tracking = LOCAL_HOSTS;

	## Tells of software that was seen. Returns whether it is of interest.
	global found: function(id: conn_id, info: Info): bool;

	## Compares versions: -1 if the first is older, 1 if it is newer, 0 if they are equal.
	## Where the numbers are the same, `addl` decides.
	global cmp_versions: function(v1: Version, v2: Version): int;

	## Names under which software shows itself, and how it is to be called.
	global alternate_names: table[string] of string = {
		["Flash Player"] = "Flash",
	} &default=function(name: string): string { return name; };

	## Software by its name.
	type SoftwareSet: table[string] of Info;

	## What is known of each host, for a day.
	global tracked: table[addr] of SoftwareSet &create_expire=1day;

	## Each line that is logged.
	global log_software: event(rec: Info);

	## A host has another version of software than before.
	global version_change: event(old: Info, new: Info);

	## Software is about to be kept in `tracked`.
	global register: event(info: Info);
}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_software,
		$path="software", $policy=log_policy));
	}

# ---- taking names and versions apart

type Description: record {
	name: string;
	version: Version;
	unparsed_version: string;
};

# The number inside of a text, if there is a text.
function set_number(v: Version, place: count, text: string)
	{
	if ( text == "" )
		return;

	local n = extract_count(text);

	switch ( place )
		{
		case 0: v$major = n; break;
		case 1: v$minor = n; break;
		case 2: v$minor2 = n; break;
		case 3: v$minor3 = n; break;
		}
	}

# What stands behind the numbers of a version: what is in brackets, or the first word.
function addition_of(rest: string): string
	{
	if ( /^[[:blank:]]*\([a-zA-Z0-9\-\._[:blank:]]*\)/ in rest )
		return split_string_n(rest, /[\(\)]/, F, 2)[1];

	for ( i, word in split_string_n(rest, /[\-\._,;\[\]\(\)\{\} ]/, F, 3) )
		if ( word != "" && i < 3 )
			return strip(word);

	return strip(rest);
	}

# The name before a version, without what joins the two.
function name_of(text: string): string
	{
	if ( /([\/\-_]|( [\(v]+))$/ in text )
		text = strip(sub(text, /([\/\-_]|( [\(v]+))/, ""));

	if ( /^\(/ in text )
		text = sub(text, /\(/, "");

	return strip(text);
	}

function version_of(text: string, rest: string): Version
	{
	local v: Version;
	local numbers = strip(text);

	# The sign that joins name and version.
	if ( /^[\/\-\._v\(]/ in numbers )
		numbers = strip(sub(numbers, /^[\/\-\._v\(]/, ""));

	for ( i, number in split_string_n(numbers, /[\-\._,\[\(\{ ]/, F, 3) )
		set_number(v, i, number);

	if ( rest != "" && rest != ")" )
		v$addl = addition_of(rest);

	return v;
	}

# "Name/1.2.3-more": a name, numbers, and what follows them.
function parse_plain(unparsed_version: string): Description
	{
	local text = unescape_URI(gsub(unparsed_version, /\\x/, "%"));
	local parts = split_string_n(text, /([\/\-_]|( [\(v]+))?[0-9\-\._, ]{2,}/, T, 1);
	local result = Description($name=name_of(parts[0]), $version=Version(),
		$unparsed_version=unparsed_version);

	if ( |parts| > 1 )
		result$version = version_of(parts[1], |parts| > 2 ? parts[2] : "");

	result$name = alternate_names[result$name];
	return result;
	}

# The first part of a text that a pattern matches, taken apart; unset without one.
type Part: record { found: Description &optional; };

function part_of(text: string, what: pattern): Part
	{
	local pieces = split_string_all(text, what);

	return |pieces| > 1 ? Part($found=parse_plain(pieces[1])) : Part();
	}

function version_in(text: string, what: pattern): Version
	{
	local part = part_of(text, what);

	return part?$found ? part$found$version : Version();
	}

# Phones that have no name but "A".
function parse_pixel(unparsed_version: string): Description
	{
	local number = split_string(unparsed_version, /\//)[1];
	local v = "." in number ? parse_plain(number)$version :
		Version($major=extract_count(number));

	return Description($name="Android (Google Pixel)", $version=v,
		$unparsed_version=unparsed_version);
	}

# Internet Explorer from version 8 on tells the version of its engine only.
const trident_versions: vector of pattern = vector(/Trident\/4\.0/, /Trident\/5\.0/,
	/Trident\/6\.0/, /Trident\/7\.0/);

function version_of_msie(text: string): Version
	{
	for ( i, engine in trident_versions )
		if ( engine in text )
			return Version($major=i + 8, $minor=0);

	return version_in(text, /MSIE [0-9]{1,2}\.*[0-9]*b?[0-9]*/);
	}

function name_of_small_opera(text: string): string
	{
	local pieces = split_string_all(text, /Opera M(ini|obi)/);

	return pieces[1];
	}

function version_of_small_opera(text: string): Version
	{
	if ( /Version\/[0-9\.]*/ in text )
		return version_in(text, /Version\/[0-9\.]*/);

	return version_in(text, /Opera Mini\/[0-9\.]*/);
	}

function version_of_safari(text: string): Version
	{
	local v = version_in(text, /Version\/[0-9\.]*/);

	if ( / Mobile\/?.* Safari/ in text )
		v$addl = "Mobile";

	return v;
	}

# Flash tells its version between the first slash and the next one or a space.
function version_of_flash(text: string): Version
	{
	local pieces = split_string(text, /[\/ ]/);

	return |pieces| > 1 ? parse_plain(pieces[1])$version : Version();
	}

# What a browser is called by, how it is named, and where its version stands. Many pass
# for others, so the first that fits counts.
type Browser: record {
	mark: pattern;
	name: string;
	version: pattern;
};

const browsers: vector of Browser = vector(
	Browser($mark=/Opera [0-9\.]*$/, $name="Opera", $version=/Opera [0-9\.]*$/),
	Browser($mark=/ MSIE |Trident\//, $name="MSIE", $version=/MSIE/),
	Browser($mark=/Edge\//, $name="Edge", $version=/Edge\/[0-9\.]*/),
	Browser($mark=/Version\/.*Safari\//, $name="Safari", $version=/Version\/[0-9\.]*/),
	Browser($mark=/(Firefox|Netscape|Thunderbird)\/[0-9\.]*/, $name="",
		$version=/(Firefox|Netscape|Thunderbird)\/[0-9\.]*/),
	Browser($mark=/Chrome\/.*Safari\//, $name="Chrome", $version=/Chrome\/[0-9\.]*/),
	Browser($mark=/^Opera\/.*Opera M(ini|obi)\//, $name="Opera M",
		$version=/Version\/[0-9\.]*/),
	Browser($mark=/^Opera\//, $name="Opera", $version=/Version\/[0-9\.]*/),
	Browser($mark=/Flash%20Player/, $name="Flash", $version=/\//),
	Browser($mark=/AdobeAIR\/[0-9\.]*/, $name="AdobeAIR",
		$version=/AdobeAIR\/[0-9\.]*/),
	Browser($mark=/AppleWebKit\/[0-9\.]*/, $name="Unspecified WebKit",
		$version=/AppleWebKit\/[0-9\.]*/),
	Browser($mark=/ Java\/[0-9]\./, $name="Java", $version=/Java\/[0-9\._]*/));

function version_of_browser(browser: Browser, text: string): Version
	{
	switch ( browser$name )
		{
		case "MSIE": return version_of_msie(text);
		case "Safari": return version_of_safari(text);
		case "Opera M": return version_of_small_opera(text);
		case "Flash": return version_of_flash(text);
		}

	return version_in(text, browser$version);
	}

# Browsers, and what passes for one.
function parse_mozilla(unparsed_version: string): Description
	{
	local result = Description($name="<unknown browser>", $version=Version(),
		$unparsed_version=unparsed_version);

	for ( _, browser in browsers )
		{
		if ( browser$mark !in unparsed_version )
			next;

		result$name = browser$name;
		result$version = version_of_browser(browser, unparsed_version);

		if ( browser$name == "" )
			result$name = part_of(unparsed_version, browser$version)$found$name;
		else if ( browser$name == "Opera M" )
			result$name = name_of_small_opera(unparsed_version);

		break;
		}

	return result;
	}

function parse(unparsed_version: string): Description
	{
	if ( /^(Mozilla|Opera)\/[0-9]+\./ in unparsed_version )
		return parse_mozilla(unparsed_version);

	if ( /A\/[0-9\.]*\/Google\/Pixel/ in unparsed_version )
		return parse_pixel(unparsed_version);

	return parse_plain(unparsed_version);
	}

# The same software shows itself again and again.
global parse_cache: table[string] of Description &read_expire=65secs;

function parse_with_cache(unparsed_version: string): Description
	{
	if ( unparsed_version !in parse_cache )
		parse_cache[unparsed_version] = parse(unparsed_version);

	return parse_cache[unparsed_version];
	}

# ---- comparing and showing versions

function signed(n: count): int
	{
	return n;
	}

# The numbers in order of their weight; one that is not there comes before 0.
function numbers_of(v: Version): vector of int
	{
	return vector(
		v?$major ? signed(v$major) : -1,
		v?$minor ? signed(v$minor) : -1,
		v?$minor2 ? signed(v$minor2) : -1,
		v?$minor3 ? signed(v$minor3) : -1);
	}

function cmp_versions(v1: Version, v2: Version): int
	{
	local theirs = numbers_of(v2);

	for ( i, number in numbers_of(v1) )
		if ( number != theirs[i] )
			return number < theirs[i] ? -1 : 1;

	if ( v1?$addl && v2?$addl )
		return strcmp(v1$addl, v2$addl);

	if ( v1?$addl != v2?$addl )
		return v1?$addl ? 1 : -1;

	return 0;
	}

# "1.2.3-more"; for scripts that load this one.
function software_fmt_version(v: Version): string &is_used
	{
	local text = v?$major ? fmt("%d", v$major) : "0";

	if ( v?$minor )
		text += fmt(".%d", v$minor);

	if ( v?$minor2 )
		text += fmt(".%d", v$minor2);

	if ( v?$minor3 )
		text += fmt(".%d", v$minor3);

	return v?$addl ? fmt("%s-%s", text, v$addl) : text;
	}

# "Name 1.2.3-more"; for scripts that load this one.
function software_fmt(i: Info): string &is_used
	{
	return fmt("%s %s", i$name, software_fmt_version(i$version));
	}

# ---- keeping track

event Software::register(info: Info)
	{
	if ( info$host !in tracked )
		tracked[info$host] = SoftwareSet();

	local known = tracked[info$host];

	if ( info$name in known )
		{
		local old = known[info$name];

		if ( cmp_versions(old$version, info$version) != 0 )
			event Software::version_change(old, info);
		else if ( ! info$force_log )
			return;
		}

	known[info$name] = info;
	Log::write(LOG, info);
	}

# `register` wants the version taken apart; this does it where it was not done.
event Software::new(info: Info)
	{
	if ( ! info?$version )
		{
		local parsed = parse_with_cache(info$unparsed_version);

		info$name = parsed$name;
		info$version = parsed$version;
		}

	event Software::register(info);
	}

# What `found` needs to know of software and does not; empty if nothing is amiss.
function problem_of(info: Info): string
	{
	if ( info?$version )
		return info?$name ? "" : "Required field name not present in Software::found";

	return info?$unparsed_version ? "" :
		"No unparsed version string present in Info record with version in Software::found";
	}

function found(id: conn_id, info: Info): bool
	{
	if ( ! info$force_log && ! addr_matches_host(info$host, asset_tracking) )
		return F;

	local problem = problem_of(info);

	if ( problem != "" )
		{
		Reporter::error(problem);
		return F;
		}

	if ( ! info?$ts )
		info$ts = network_time();

	@if ( Cluster::is_enabled() )
		Cluster::publish_hrw(Cluster::proxy_pool, info$host, Software::new, info);
	@else
		event Software::new(info);
	@endif

	return T;
	}
