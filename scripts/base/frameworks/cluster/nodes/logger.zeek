##! Settings of the node that writes the logs of a cluster.

@prefixes += cluster-logger

redef Log::enable_local_logging = T;
redef Log::enable_remote_logging = F;
redef Log::default_mail_alarms_interval = 24 hrs;
redef Log::default_rotation_interval = 1 hrs;

## What rotated logs say about themselves in their names, for an archiver.
global archiver_log_metadata: table[string] of string &redef;

# Several loggers must not give their files the same names.
@if ( Cluster::get_node_count(Cluster::LOGGER) > 1 )
redef archiver_log_metadata += { ["log_suffix"] = Cluster::node };
@endif

# The pairs of a table as `key=value,key=value`; pairs without a value are left out.
function archiver_encode_log_metadata(tbl: table[string] of string): string
	{
	local pairs: vector of string;

	for ( key, value in tbl )
		{
		if ( value == "" )
			next;

		if ( /[,=]/ in key || /[,=]/ in value )
			Reporter::warning(fmt("Invalid log_metadata: k='%s' v='%s'", key, value));
		else
			pairs += fmt("%s=%s", strip(key), strip(value));
		}

	return join_string_vec(pairs, ",");
	}

## The name of a rotated log as archivers take it apart: path, first and last time, and
## what else is to be known, between double underscores.
function archiver_rotation_format_func(ri: Log::RotationFmtInfo): Log::RotationPath
	{
	local parts = vector(ri$path, strftime(Log::default_rotation_date_format, ri$open),
		strftime(Log::default_rotation_date_format, ri$close));

	if ( |archiver_log_metadata| > 0 )
		parts += archiver_encode_log_metadata(archiver_log_metadata);

	return Log::RotationPath($file_basename=join_string_vec(parts, "__") + "__");
	}

@if ( Supervisor::is_supervised() )
redef Log::default_rotation_dir = "log-queue";
redef Log::rotation_format_func = archiver_rotation_format_func;
redef LogAscii::enable_leftover_log_rotation = T;
@else
redef Log::default_rotation_postprocessor_cmd = "archive-log";
@endif
