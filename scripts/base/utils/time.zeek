
module GLOBAL;

const null_ts: time = double_to_time(0);

function duration_to_mins_secs(dur: interval): string
	{
	local secs = double_to_count(interval_to_double(dur));
	return fmt("%dm%ds", secs / 60, secs % 60);
	}

# The time of the packet itself: network time stays at the last packet for a while.
function get_packet_lag(): interval
	{
	local ts = get_current_packet_ts();
	return ts == null_ts ? 0 secs : current_time() - ts;
	}
