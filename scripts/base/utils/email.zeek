module GLOBAL;

function extract_email_addrs_vec(str: string): string_vec
	{
	local found: string_vec = vector();
	local raw = find_all_ordered(str,
		/(^|[<,:[:blank:]])[^<,:[:blank:]@]+"@"[^>,;[:blank:]]+([>,;[:blank:]]|$)/);

	for ( _, address in raw )
		found += gsub(address, /[<>,:;[:blank:]]/, "");

	return found;
	}

function extract_email_addrs_set(str: string): set[string]
	{
	local found: set[string] = set();

	for ( _, address in extract_email_addrs_vec(str) )
		add found[address];

	return found;
	}

function extract_first_email_addr(str: string): string
	{
	local found = extract_email_addrs_vec(str);
	return |found| > 0 ? found[0] : "";
	}

function split_mime_email_addresses(line: string): set[string]
	{
	local found: set[string] = set();

	for ( part in find_all(line, /(\"[^"]*\")?[^,]+@[^,]+/) )
		add found[strip(part)];

	return found;
	}
