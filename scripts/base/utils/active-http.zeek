@load ./exec

module ActiveHTTP;

export {
	option default_max_time: interval = 1 min;
	option default_method: string = "GET";

	type Response: record {
		code: count;
		msg: string;
		body: string &optional;
		headers: table[string] of string &optional;
	};

	type Request: record {
		url: string;
		method: string &default=default_method;
		client_data: string &optional;
		max_time: interval &default=default_max_time;
		addl_curl_args: string &optional;
	};

	global request: function(req: ActiveHTTP::Request): ActiveHTTP::Response;
}

# The command that fetches a URL; the body's file exists even if there was none.
function request2curl(r: Request, bodyfile: string, headersfile: string): string
	{
	local body = safe_shell_quote(bodyfile);
	local command = fmt("curl -s -g -o %s -D %s -X %s -m %.0f", body, safe_shell_quote(headersfile),
		safe_shell_quote(r$method), r$max_time);

	if ( r?$client_data )
		command += " -d @-";

	if ( r?$addl_curl_args )
		command += " " + r$addl_curl_args;

	return fmt("%s %s && touch %s", command, safe_shell_quote(r$url), body);
	}

# Where temporary files go.
function temporary_dir(): string
	{
	for ( _, name in vector("TEMP", "TMPDIR") )
		{
		if ( getenv(name) != "" )
			return gsub(getenv(name), /\\/, "/");
		}

	return "/tmp";
	}

# Reads status line and headers into a response.
function read_headers(resp: Response, lines: string_vec): bool
	{
	if ( |lines| == 0 )
		return F;

	local status = split_string_n(lines[0], /[[:blank:]]+/, F, 2);

	if ( |status| != 3 )
		return F;

	resp$code = to_count(status[1]);
	resp$msg = status[2];

	for ( i, line in lines )
		{
		local header = split_string1(line, /:/);

		if ( i > 0 && |header| == 2 )
			resp$headers[header[0]] = sub_bytes(header[1], 0, |header[1]| - 1);
		}

	return T;
	}

function request(req: Request): Response
	{
	local resp = Response($code=0, $msg="", $body="", $headers=table());

	# The method becomes a part of the command line.
	if ( req$method != /[A-Za-z]+/ )
		{
		Reporter::error(fmt("There was an illegal method specified with ActiveHTTP (\"%s\").", req$method));
		return resp;
		}

	local base = fmt("%s/zeek-activehttp-%s", temporary_dir(), unique_id(""));
	local bodyfile = base + "_body";
	local headersfile = base + "_headers";
	local command = Exec::Command($cmd=request2curl(req, bodyfile, headersfile),
		$stdin=(req?$client_data ? req$client_data : ""), $read_files=set(bodyfile, headersfile));

	return when [req, resp, command, bodyfile, headersfile] ( local result = Exec::run(command) )
		{
		if ( ! result?$files || headersfile !in result$files )
			{
			Reporter::error(fmt("There was a failure when requesting \"%s\" with ActiveHTTP.", req$url));
			return resp;
			}

		if ( read_headers(resp, result$files[headersfile]) )
			resp$body = join_string_vec(result$files[bodyfile], "");

		return resp;
		}
	}
