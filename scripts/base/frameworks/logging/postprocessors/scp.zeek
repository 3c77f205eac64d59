module Log;

export {
	global scp_postprocessor: function(info: Log::RotationInfo): bool;

	type SCPDestination: record {
		user: string;
		host: string;
		path: string;
	};

	global scp_destinations: table[Writer, string] of set[SCPDestination];

	const scp_rotation_date_format: string = "%Y-%m-%d-%H-%M-%S" &redef;
}

# A log read from a trace stays where it is.
function scp_postprocessor(info: Log::RotationInfo): bool
	{
	if ( reading_traces() || [info$writer, info$path] !in scp_destinations )
		return T;

	local stamp = strftime(scp_rotation_date_format, info$open);
	local command = "";

	for ( d in scp_destinations[info$writer, info$path] )
		{
		local target = fmt("%s/%s.%s.log", d$path, info$path, stamp);
		command += fmt("scp %s %s@%s:%s;", info$fname, d$user, d$host, target);
		}

	system(command + "/bin/rm " + safe_shell_quote(info$fname));
	return T;
	}
