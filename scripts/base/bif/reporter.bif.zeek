module Reporter;

export {
	## Writes an informational message.
	global info: function(msg: string): bool;

	## Writes a warning.
	global warning: function(msg: string): bool;

	## Writes an error.
	global error: function(msg: string): bool;

	## Writes an error and ends the run.
	global fatal: function(msg: string): bool;

	global fatal_error_with_core: function(msg: string): bool;

	## Reports something unexpected that belongs to no connection.
	global net_weird: function(name: string, addl: string &default="", source: string &default=""): bool;

	global flow_weird: function(name: string, orig: addr, resp: addr, addl: string &default="",
		source: string &default=""): bool;

	## Reports something unexpected in a connection.
	global conn_weird: function(name: string, c: connection, addl: string &default="",
		source: string &default=""): bool;

	global file_weird: function(name: string, f: fa_file, addl: string &default="",
		source: string &default=""): bool;
	global get_weird_sampling_whitelist: function(): string_set;
	global set_weird_sampling_whitelist: function(weird_sampling_whitelist: string_set): bool;
	global get_weird_sampling_global_list: function(): string_set;
	global set_weird_sampling_global_list: function(weird_sampling_global_list: string_set): bool;
	global get_weird_sampling_threshold: function(): count;
	global set_weird_sampling_threshold: function(weird_sampling_threshold: count): bool;
	global get_weird_sampling_rate: function(): count;
	global set_weird_sampling_rate: function(weird_sampling_rate: count): bool;
	global get_weird_sampling_duration: function(): interval;
	global set_weird_sampling_duration: function(weird_sampling_duration: interval): bool;
}
