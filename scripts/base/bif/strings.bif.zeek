module GLOBAL;

export {
	## Returns how many edits lead from one text to the other.
	global levenshtein_distance: function(s1: string, s2: string): count;

	## Returns texts as one.
	global string_cat: function(va_args: any): string;

	## Joins texts with a separator.
	global join_string_vec: function(vec: string_vec, sep: string): string;

	## Joins texts with a separator.
	global join_string_set: function(ss: string_set, sep: string): string;

	## Applies a character as backspace to what stands before it.
	global edit: function(arg_s: string, arg_edit_char: string): string;

	## Returns a part of a text; the first byte has number 1.
	global sub_bytes: function(s: string, start: count, n: int): string;

	## Splits at each match of a pattern.
	global split_string: function(str: string, re: pattern): string_vec;

	## Splits at the first match of a pattern.
	global split_string1: function(str: string, re: pattern): string_vec;

	## Splits at each match of a pattern and keeps the matches.
	global split_string_all: function(str: string, re: pattern): string_vec;

	## Splits at the first matches of a pattern and keeps them if asked to.
	global split_string_n: function(str: string, re: pattern, incl_sep: bool, max_num_sep: count): string_vec;

	## Replaces the first match of a pattern.
	global sub: function(str: string, re: pattern, repl: string): string;

	## Replaces all matches of a pattern.
	global gsub: function(str: string, re: pattern, repl: string): string;

	## Compares two texts byte by byte.
	global strcmp: function(s1: string, s2: string): int;

	## Returns where a text begins in another, from 1; 0 if it does not.
	global strstr: function(big: string, little: string): count;

	## Replaces all occurrences of a text.
	global subst_string: function(s: string, from: string, to: string): string;

	## Returns a text in lower case.
	global to_lower: function(str: string): string;

	## Returns a text in upper case.
	global to_upper: function(str: string): string;

	## Returns a text with unprintable bytes escaped.
	global clean: function(str: string): string;

	## The same, with quotes and backslashes escaped, too.
	global to_string_literal: function(str: string): string;

	## Tells whether all bytes are below 128.
	global is_ascii: function(str: string): bool;

	## Returns a text with unprintable bytes escaped.
	global escape_string: function(s: string): string;

	## Returns the bytes as hexadecimal digits.
	global string_to_ascii_hex: function(s: string): string;

	global str_smith_waterman: function(s1: string, s2: string, params: sw_params): sw_substring_vec;

	## Splits at positions.
	global str_split_indices: function(s: string, idx: index_vec): string_vec;

	## Removes blanks from both ends.
	global strip: function(str: string): string;

	## Removes characters from the beginning.
	global lstrip: function(str: string, chars: string &default=" \t\n\r\v\f"): string;

	## Removes characters from the end.
	global rstrip: function(str: string, chars: string &default=" \t\n\r\v\f"): string;

	## Repeats a text up to a length.
	global string_fill: function(len: int, source: string): string;

	## Quotes a text for the shell.
	global safe_shell_quote: function(source: string): string;

	## Returns all matches of a pattern.
	global find_all: function(str: string, re: pattern, max_str_size: int &default=-1): string_set;

	## Returns all matches of a pattern in order.
	global find_all_ordered: function(str: string, re: pattern, max_str_size: int &default=-1): string_vec;

	## Returns the last match of a pattern.
	global find_last: function(str: string, re: pattern, offset: count &default=0): string;

	## Returns the first match of a pattern.
	global find_first: function(str: string, re: pattern, offset: count &default=0): string;

	## Returns bytes as a table of hexadecimal digits.
	global hexdump: function(data_str: string): string;

	## Returns the bytes in reverse order.
	global reverse: function(str: string): string;

	## Returns how often a text occurs.
	global count_substr: function(str: string, sub: string): count;

	## Returns where a text occurs first, from 0; -1 if it does not.
	global find_str: function(str: string, sub: string, start: count &default=0,
		end: int &default=-1, case_sensitive: bool &default=T): int;

	## Returns where a text occurs last, from 0; -1 if it does not.
	global rfind_str: function(str: string, sub: string, start: count &default=0,
		end: int &default=-1, case_sensitive: bool &default=T): int;

	## Tells whether a text begins with another.
	global starts_with: function(str: string, sub: string): bool;

	## Tells whether a text ends with another.
	global ends_with: function(str: string, sub: string): bool;

	## Tells whether all characters are digits.
	global is_num: function(str: string): bool;

	## Tells whether all characters are letters.
	global is_alpha: function(str: string): bool;

	## Tells whether all characters are letters or digits.
	global is_alnum: function(str: string): bool;

	## Fills up on the right.
	global ljust: function(str: string, width: count, fill: string &default=" "): string;

	## Fills up on the left.
	global rjust: function(str: string, width: count, fill: string &default=" "): string;

	## Exchanges upper and lower case.
	global swap_case: function(str: string): string;

	## Begins each word in upper case.
	global to_title: function(str: string): string;

	## Fills up with zeros on the left.
	global zfill: function(str: string, width: count): string;

	## Removes a text from the beginning.
	global remove_prefix: function(str: string, sub: string): string;

	## Removes a text from the end.
	global remove_suffix: function(str: string, sub: string): string;
}
