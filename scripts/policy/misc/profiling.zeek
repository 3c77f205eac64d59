##! Writes what a run costs to a file, every now and then.

module Profiling;

# Tools that rotate files may want another suffix than the usual one.
function log_suffix(): string
	{
	local chosen = getenv("ZEEK_LOG_SUFFIX");

	return chosen == "" ? "log" : chosen;
	}

## The file that is written.
redef profiling_file = open(fmt("prof.%s", Profiling::log_suffix()));

## Time between two entries.
redef profiling_interval = 15 secs;

## How many entries go by before one that costs more to make.
redef expensive_profiling_multiple = 20;

event zeek_init()
	{
	set_buf(profiling_file, F);
	}
