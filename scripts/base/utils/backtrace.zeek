# "f(a: count = 1) at file:line", as far as it is known.
module GLOBAL;

function __describe_call(call: BacktraceElement, show_args: bool): string
	{
	local args: string_vec = vector();

	if ( show_args )
		{
		for ( _, arg in call$function_args )
			args += arg?$value ? fmt("%s: %s = %s", arg$name, arg$type_name, arg$value) :
				fmt("%s: %s", arg$name, arg$type_name);
		}

	local text = fmt("%s(%s)", call$function_name, join_string_vec(args, ", "));

	return call?$file_location ? fmt("%s at %s:%s", text, call$file_location, call$line_location) : text;
	}

## Prints the calls that lead to here, the innermost first.
function print_backtrace(show_args: bool &default=F, one_line: bool &default=F,
	one_line_delim: string &default="|", skip: count &default=1,
	to_file: file &default=open("/dev/stdout"))
	{
	local lines: string_vec = vector();

	for ( i, call in backtrace() )
		{
		if ( i >= skip )
			lines += fmt("#%s: %s", i - skip, __describe_call(call, show_args));
		}

	if ( one_line )
		{
		local delim = one_line_delim;
		print to_file, |lines| == 0 ? "" :
			fmt("%s %s %s", delim, join_string_vec(lines, fmt(" %s ", delim)), delim);
		return;
		}

	for ( _, line in lines )
		print to_file, line;
	}
