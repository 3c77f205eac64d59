##! Keeps the capture that is being written (`-w`) short: at regular times it is removed
##! and begun anew.

module TrimTraceFile;

export {
	## Time between two removals.
	const trim_interval = 10 mins &redef;

	## Removes what was captured, if this is not the first time, and comes again after
	## `trim_interval`. May also be raised by others at need.
	global go: event(first_trim: bool);
}

event TrimTraceFile::go(first_trim: bool)
	{
	if ( trace_output_file == "" || zeek_is_terminating() )
		return;

	if ( ! first_trim )
		{
		local rotated = rotate_file_by_name(trace_output_file);

		if ( rotated$old_name != "" )
			unlink(rotated$new_name);
		}

	schedule trim_interval { TrimTraceFile::go(F) };
	}

event zeek_init()
	{
	if ( trim_interval > 0 secs )
		schedule trim_interval { TrimTraceFile::go(T) };
	}
