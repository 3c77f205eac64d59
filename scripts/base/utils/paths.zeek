
module GLOBAL;

const absolute_path_pat: pattern = /(\/|[A-Za-z]:[\\\/]).*/;

function extract_path(input: string): string
	{
	local parts = split_string_all(input, /(\/|[A-Za-z]:[\\\/])([^\"\ ]|(\\\ ))*/);
	return |parts| > 2 ? parts[1] : "";
	}

function build_path(dir: string, file_name: string): string
	{
	if ( dir == "" || file_name == absolute_path_pat )
		return file_name;

	return ends_with(dir, "/") ? dir + file_name : dir + "/" + file_name;
	}

function build_path_compressed(dir: string, file_name: string): string
	{
	return compress_path(build_path(dir, file_name));
	}
