# pyzeek -b examples/language/02-strings.zeek
#
# Strings are bytes. What is not plain ASCII is shown escaped when printed.

event zeek_init()
	{
	local name = "file server";

	# Together, and in parts. Positions count from 0, negative ones from the end.
	print name + "!", |name|;
	print name[0], name[-1], name[0:4], name[5:];
	print "serv" in name, "mail" in name;
	print "abc" < "abd", to_upper(name), reverse(name);

	# Escapes on the way in and on the way out.
	print "tab\there", "bytes: \x00\xff", "a \"quoted\" word";
	print |"\x00\xff"|;

	# Apart. The result is a vector, which counts from 0, too.
	print split_string("10,20,,40", /,/);
	print split_string1("key=value=more", /=/);
	print join_string_vec(vector("a", "b", "c"), "-");

	# Trimmed, filled, replaced.
	print strip("  both ends  "), lstrip("xxleft", "x");
	print gsub("C:\\Users\\me", /\\/, "/"), sub("aaa", /a/, "b");
	print subst_string("one fish, two fish", "fish", "cat");
	print starts_with("smb2_create", "smb2_"), ends_with("report.docx", ".docx");
	print strstr("haystack", "st"), find_str("haystack", "st");

	# A loop over a string goes byte by byte.
	local digits = 0;
	for ( c in "a1b22" )
		if ( /[0-9]/ in c )
			++digits;
	print digits;

	# Bytes and numbers.
	print bytestring_to_hexstr("\x01\xab"), hexstr_to_bytestring("4869");
	print bytestring_to_count("\x01\x00"), encode_base64("hello"), decode_base64("aGVsbG8=");
	}
