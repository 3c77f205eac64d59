# At least a quarter of the bytes are outside ASCII.
module GLOBAL;

function is_string_binary(s: string): bool
	{
	return |gsub(s, /[\x00-\x7f]/, "")| * 100 / |s| >= 25;
	}

function string_escape(s: string, chars: string): string
	{
	local escaped = subst_string(s, "\\", "\\\\");

	for ( c in chars )
		escaped = subst_string(escaped, c, "\\" + c);

	return escaped;
	}

function cut_tail(s: string, tail_len: count): string
	{
	return tail_len >= |s| ? "" : sub_bytes(s, 1, |s| - tail_len);
	}
