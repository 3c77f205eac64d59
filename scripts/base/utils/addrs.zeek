
module GLOBAL;

const ipv4_decim: pattern = /[0-9]{1}|[0-9]{2}|0[0-9]{2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]/;
const ipv4_addr_regex: pattern = ipv4_decim & /\./ & ipv4_decim & /\./ & ipv4_decim & /\./ & ipv4_decim;
const ipv6_hextet: pattern = /[0-9A-Fa-f]{1,4}/;
const ipv6_8hex_regex: pattern = /([0-9A-Fa-f]{1,4}:){7}/ & ipv6_hextet;
const ipv6_hex4dec_regex: pattern = /([0-9A-Fa-f]{1,4}:){6}/ & ipv4_addr_regex;
const ipv6_compressed_lead_hextets0: pattern = /::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,6})?/;
const ipv6_compressed_lead_hextets1: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,5})?/;
const ipv6_compressed_lead_hextets2: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){1}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,4})?/;
const ipv6_compressed_lead_hextets3: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){2}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,3})?/;
const ipv6_compressed_lead_hextets4: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){3}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,2})?/;
const ipv6_compressed_lead_hextets5: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){4}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,1})?/;
const ipv6_compressed_lead_hextets6: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){5}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,0})?/;
const ipv6_compressed_lead_hextets7: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){6}::/;

const ipv6_compressed_hex_regex: pattern = ipv6_compressed_lead_hextets0 |
	ipv6_compressed_lead_hextets1 |
	ipv6_compressed_lead_hextets2 |
	ipv6_compressed_lead_hextets3 |
	ipv6_compressed_lead_hextets4 |
	ipv6_compressed_lead_hextets5 |
	ipv6_compressed_lead_hextets6 |
	ipv6_compressed_lead_hextets7;

const ipv6_compressed_hext4dec_lead_hextets0: pattern = /::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,4})?/ & ipv4_addr_regex;
const ipv6_compressed_hext4dec_lead_hextets1: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,3})?/ & ipv4_addr_regex;
const ipv6_compressed_hext4dec_lead_hextets2: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){1}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,2})?/ & ipv4_addr_regex;
const ipv6_compressed_hext4dec_lead_hextets3: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){2}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,1})?/ & ipv4_addr_regex;
const ipv6_compressed_hext4dec_lead_hextets4: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){3}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,0})?/ & ipv4_addr_regex;
const ipv6_compressed_hext4dec_lead_hextets5: pattern = /[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){4}::/ & ipv4_addr_regex;

const ipv6_compressed_hex4dec_regex: pattern = ipv6_compressed_hext4dec_lead_hextets0 |
	ipv6_compressed_hext4dec_lead_hextets1 |
	ipv6_compressed_hext4dec_lead_hextets2 |
	ipv6_compressed_hext4dec_lead_hextets3 |
	ipv6_compressed_hext4dec_lead_hextets4 |
	ipv6_compressed_hext4dec_lead_hextets5;

const ipv6_addr_regex: pattern = ipv6_8hex_regex |
	ipv6_compressed_hex_regex |
	ipv6_hex4dec_regex |
	ipv6_compressed_hex4dec_regex;

const ip_addr_regex: pattern = ipv4_addr_regex | ipv6_addr_regex;

function has_valid_octets(octets: string_vec): bool
	{
	for ( _, octet in octets )
		{
		if ( to_count(octet) > 255 )
			return F;
		}

	return T;
	}

# Whether a text stands alone between brackets, blanks, or nothing at all.
function __is_wrapped(before: string, after: string): bool
	{
	local closing: table[string] of string = { ["["] = "]", ["("] = ")", ["{"] = "}", [" "] = " " };

	if ( before == "" || after == "" )
		return before == after;

	return before[-1] in closing && closing[before[-1]] == after[0];
	}

function extract_ip_addresses(input: string, check_wrapping: bool &default=F): string_vec
	{
	local parts = split_string_all(input, ip_addr_regex);
	local found: string_vec;

	# Odd parts are what the pattern matched.
	for ( i, part in parts )
		{
		if ( i % 2 == 1 && is_valid_ip(part) &&
		     (! check_wrapping || __is_wrapped(parts[i - 1], parts[i + 1])) )
			found += part;
		}

	return found;
	}

function addr_to_uri(a: addr): string
	{
	return is_v4_addr(a) ? cat(a) : fmt("[%s]", a);
	}

function normalize_mac(a: string): string
	{
	local digits = to_lower(gsub(a, /[^A-Fa-f0-9]/, ""));

	if ( |digits| == 12 )
		return join_string_vec(str_split_indices(digits, vector(2, 4, 6, 8, 10)), ":");

	if ( |digits| == 16 )
		return join_string_vec(str_split_indices(digits, vector(2, 4, 6, 8, 10, 12, 14)), ":");

	return "";
	}
