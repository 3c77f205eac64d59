
module GLOBAL;

type PatternMatchResult: record {
	matched: bool;
	str: string;
	off: count;
};

function set_to_regex(ss: set[string], pat: string): pattern
	{
	local alternatives = "";

	for ( s in ss )
		{
		local literal = convert_for_pattern(s);
		alternatives = alternatives == "" ? literal : literal + "|" + alternatives;
		}

	return string_to_pattern(sub(pat, /~~/, alternatives), F);
	}

function match_pattern(s: string, p: pattern): PatternMatchResult
	{
	local parts = split_string_n(s, p, T, 1);

	if ( |parts| == 1 )
		return PatternMatchResult($matched=F, $str="", $off=0);

	return PatternMatchResult($matched=T, $str=parts[1], $off=|parts[0]| + 1);
	}
