module Log;

export {
	global sftp_postprocessor: function(info: Log::RotationInfo): bool;

	type SFTPDestination: record {
		user: string;
		host: string;
		host_port: count &default=22;
		path: string;
	};

	global sftp_destinations: table[Writer, string] of set[SFTPDestination];

	const sftp_rotation_date_format: string = "%Y-%m-%d-%H-%M-%S" &redef;
}

# A log read from a trace stays where it is.
function sftp_postprocessor(info: Log::RotationInfo): bool
	{
	if ( reading_traces() || [info$writer, info$path] !in sftp_destinations )
		return T;

	local stamp = strftime(sftp_rotation_date_format, info$open);
	local command = "";

	for ( d in sftp_destinations[info$writer, info$path] )
		{
		local target = fmt("%s/%s.%s.log", d$path, info$path, stamp);
		command += fmt("echo put %s %s | sftp -P %d -b - %s@%s;", info$fname, target,
			d$host_port, d$user, d$host);
		}

	system(command + "/bin/rm " + safe_shell_quote(info$fname));
	return T;
	}
