# pyzeek -b examples/language/03-patterns.zeek
#
# Patterns are regular expressions between slashes. Matching takes linear time.

@load base/utils/patterns    # for match_pattern

global office = /\.(docx?|xlsx?|pptx?)$/i;

event zeek_init()
	{
	# `==` asks for the whole string, `in` for some part of it.
	print /foo|bar/ == "foo", /foo|bar/ == "foobar";
	print /foo|bar/ in "a foobar", /foo|bar/ in "nothing";

	# `^` and `$` are the ends, `i` after the pattern ignores case.
	print office in "Budget.XLSX", office in "budget.xlsx.bak";

	# Counts, classes and text that is taken as it is, in quotes.
	print /[0-9a-f]{4}/ == "beef", /"a.b"/ == "a.b", /"a.b"/ == "axb";
	print /[[:upper:]][[:lower:]]+/ == "Zeek";

	# Two patterns make one: either, or one after the other.
	local either = /cat/ | /dog/;
	local both = /cat/ & /dog/;
	print either == "dog", both == "catdog";

	# There is no `\d`: a backslash makes a letter plain.
	print /\d/ == "d", /[0-9]/ == "7";

	# What was matched.
	print find_all_ordered("ports 80, 443 and 8080", /[0-9]+/);
	local found = match_pattern("GET /index.html", /\/[a-z.]+/);
	print found$matched, found$str, found$off;

	# A pattern from a string.
	print string_to_pattern("a+b", F) == "aab", string_to_pattern("a+b", T) == "a+b";

	# A pattern prints as the engine keeps it.
	print /x/, /x/i;
	}
