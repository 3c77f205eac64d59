##! Warns of captures that hold nothing but the beginnings and ends of TCP connections:
##! somebody has filtered them, and gaps in them mean nothing.

module FilteredTraceDetection;

export {
	## Whether to warn.
	global enable: bool = T &redef;
}

function should_detect(): bool
	{
	for ( _, word in zeek_args() )
		if ( word == "-r" || word == "--readfile" )
			return T;

	return F;
	}

global saw_tcp_conn_with_data = F;
global saw_a_tcp_conn = F;
global saw_a_non_tcp_conn = F;

event connection_state_remove(c: connection)
	{
	if ( saw_tcp_conn_with_data || ! enable )
		return;

	if ( ! is_tcp_port(c$id$orig_p) )
		{
		saw_a_non_tcp_conn = T;
		return;
		}

	saw_a_tcp_conn = T;
	saw_tcp_conn_with_data = /[Dd]/ in c$history;
	}

event zeek_done()
	{
	if ( ! saw_a_tcp_conn || saw_a_non_tcp_conn || saw_tcp_conn_with_data )
		return;

	if ( enable && should_detect() )
		Reporter::warning("The analyzed trace file was determined to contain only TCP control packets, which may indicate it's been pre-filtered.  By default, Zeek reports the missing segments for this type of trace, but the 'detect_filtered_trace' option may be toggled if that's not desired.");
	}
