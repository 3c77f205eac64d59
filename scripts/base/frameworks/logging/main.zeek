module Log;

export {
	## Names of the logs.
	type ID: enum { UNKNOWN, PRINTLOG };

	const enable_local_logging: bool = T &redef;
	const enable_remote_logging: bool = T &redef;
	const default_writer: Log::Writer = WRITER_ASCII &redef;
	const default_logdir: string = "" &redef;
	const separator: string = "\t" &redef;
	const set_separator: string = "," &redef;
	const empty_field: string = "(empty)" &redef;
	const unset_field: string = "-" &redef;

	global default_path_func: function(id: ID, path: string, rec: any): string &redef;

	type PrintLogInfo: record {
		ts: time &log;
		vals: string_vec &log;
	};

	type PrintLogType: enum { REDIRECT_NONE, REDIRECT_STDOUT, REDIRECT_ALL };

	global log_print: event(rec: PrintLogInfo);

	const print_to_log: PrintLogType = REDIRECT_NONE &redef;
	const print_log_path: string = "print" &redef;

	type RotationInfo: record {
		writer: Writer;
		fname: string;
		path: string;
		open: time;
		close: time;
		terminating: bool;
	};

	type RotationPostProcessorFunc: function(info: Log::RotationInfo): bool;

	type RotationFmtInfo: record {
		writer: Writer;
		path: string;
		open: time;
		close: time;
		terminating: bool;
		postprocessor: RotationPostProcessorFunc &optional;
	};

	const default_rotation_interval: interval = 0 secs &redef;

	option default_rotation_dir: string = "";

	type RotationPath: record {
		dir: string &default=default_rotation_dir;
		file_basename: string;
	};

	const rotation_format_func: function(ri: RotationFmtInfo): RotationPath &redef;
	const default_rotation_date_format: string = "%Y-%m-%d-%H-%M-%S" &redef;
	const default_rotation_postprocessor_cmd: string = "" &redef;

	option default_rotation_postprocessor_cmd_env: table[string] of string = {};

	const default_rotation_postprocessors: table[Writer] of function(info: RotationInfo): bool &redef;
	const default_mail_alarms_interval: interval = 0 secs &redef;
	const default_field_name_map: table[string] of string = table() &redef;
	const default_scope_sep: string = "." &redef;
	const default_ext_prefix: string = "_" &redef;
	const default_ext_func: function(path: string): any = function(path: string) {} &redef;
	const default_max_delay_interval: interval = 200 msecs &redef;
	const default_max_delay_queue_size: count = 1000 &redef;

	## How a log is written.
	type Filter: record {
		name: string;
		writer: Writer &default=default_writer;
		path: string &optional;
		path_func: function(id: ID, path: string, rec: any): string &optional;
		include: set[string] &optional;
		exclude: set[string] &optional;
		log_local: bool &default=enable_local_logging;
		log_remote: bool &default=enable_remote_logging;
		field_name_map: table[string] of string &default=default_field_name_map;
		scope_sep: string &default=default_scope_sep;
		ext_prefix: string &default=default_ext_prefix;
		ext_func: function(path: string): any &default=default_ext_func;
		interv: interval &default=default_rotation_interval;
		postprocessor: function(info: RotationInfo): bool &optional;
		config: table[string] of string &default=table();
	};

	type StreamPolicyHook: hook(rec: any, id: ID);

	## Asked for each record and filter; a break keeps the record out.
	type PolicyHook: hook(rec: any, id: ID, filter: Filter);

	redef record Filter += {
		policy: PolicyHook &optional;
	};

	## A log.
	type Stream: record {
		columns: any;
		ev: any &optional;
		path: string &optional;
		policy: PolicyHook &optional;
		event_groups: set[string] &default=set();
		max_delay_interval: interval &default=default_max_delay_interval;
		max_delay_queue_size: count &default=default_max_delay_queue_size;
		max_field_string_bytes: count &default=Log::default_max_field_string_bytes;
		max_total_string_bytes: count &default=Log::default_max_total_string_bytes;
		max_field_container_elements: count &default=Log::default_max_field_container_elements;
		max_total_container_elements: count &default=Log::default_max_total_container_elements;
	};

	const no_filter: Log::Filter = Filter($name="<not found>");

	## Makes a log with its default filter.
	global create_stream: function(id: ID, stream: Stream): bool;

	global remove_stream: function(id: ID): bool;

	## Starts a stopped log again.
	global enable_stream: function(id: ID): bool;

	## Stops a log.
	global disable_stream: function(id: ID): bool;

	## Adds a filter to a log, or replaces the one of that name.
	global add_filter: function(id: ID, filter: Filter): bool;

	## Removes a filter from a log.
	global remove_filter: function(id: ID, name: string): bool;

	global get_filter_names: function(id: ID): set[string];

	## Returns a filter of a log.
	global get_filter: function(id: ID, name: string): Filter;

	## Writes a record to a log.
	global write: function(id: ID, columns: any): bool;

	global set_buf: function(id: ID, buffered: bool): bool;
	global flush: function(id: ID): bool;
	global add_default_filter: function(id: ID): bool;
	global remove_default_filter: function(id: ID): bool;
	global run_rotation_postprocessor_cmd: function(info: RotationInfo, npath: string): bool;
	global active_streams: table[ID] of Stream = table();

	## Asked for each record of all logs; a break keeps the record out.
	global log_stream_policy: Log::StreamPolicyHook;

	type PostDelayCallback: function(rec: any, id: ID): bool;
	type DelayToken: opaque of LogDelayToken;

	global empty_post_delay_cb: PostDelayCallback;
	global delay: function(id: ID, rec: any,
		post_delay_cb: PostDelayCallback &default=empty_post_delay_cb): DelayToken;
	global delay_finish: function(id: ID, rec: any, token: DelayToken): bool;
	global set_max_delay_interval: function(id: Log::ID, max_delay: interval): bool;
	global set_max_delay_queue_size: function(id: Log::ID, max_size: count): bool;
	global get_delay_queue_size: function(id: Log::ID): int;
}

global all_streams: table[ID] of Stream = table();
global stream_filters: table[ID] of set[string] = table();
global filters: table[ID, string] of Filter;

@load base/bif/logging.bif

# Called by the engine when a log file was rotated.
function __default_rotation_postprocessor(info: RotationInfo): bool &is_used
	{
	if ( info$writer !in default_rotation_postprocessors )
		return T;

	return default_rotation_postprocessors[info$writer](info);
	}

# "PacketFilter" becomes "packet_filter"; at most four pieces are looked at.
function module_path(name: string): string
	{
	local pieces = split_string_n(name, /[^A-Z][A-Z][a-z]*/, T, 4);
	local path = pieces[0];

	# Odd pieces matched: the last letter of a word and the next word.
	if ( |pieces| > 1 && pieces[1] != "" )
		path += pieces[1][0] + "_" + pieces[1][1:];

	if ( |pieces| > 2 && pieces[2] != "" )
		path += "_" + pieces[2];

	if ( |pieces| > 3 && pieces[3] != "" )
		path += pieces[3][0] + "_" + pieces[3][1:];

	return to_lower(path);
	}

function default_path_func(id: ID, path: string, rec: any): string
	{
	# A path that the user gave, or that an earlier call returned, stays.
	if ( path != "" )
		return path;

	local parts = split_string1(cat(id), /::/);

	if ( |parts| != 2 )
		return to_lower(parts[0]);

	if ( parts[1] == "LOG" )
		return module_path(parts[0]);

	return to_lower(parts[0] + "_" + sub(parts[1], /_LOG$/, ""));
	}

function run_rotation_postprocessor_cmd(info: RotationInfo, npath: string): bool
	{
	if ( default_rotation_postprocessor_cmd == "" )
		return T;

	local writer = subst_string(to_lower(cat(info$writer)), "log::writer_", "");
	local stamp = "%y-%m-%d_%H.%M.%S";
	local command = fmt("%s %s %s %s %s %d %s", default_rotation_postprocessor_cmd,
		safe_shell_quote(npath), safe_shell_quote(info$path), strftime(stamp, info$open),
		strftime(stamp, info$close), info$terminating, writer);

	system_env(command, default_rotation_postprocessor_cmd_env);
	return T;
	}

function default_ascii_rotation_postprocessor_func(info: Log::RotationInfo): bool
	{
	return run_rotation_postprocessor_cmd(info, info$fname);
	}

redef default_rotation_postprocessors += {
	[WRITER_ASCII] = default_ascii_rotation_postprocessor_func
};

function rotation_format_func(ri: RotationFmtInfo): RotationPath
	{
	# The ASCII writer's own postprocessor has always used another form.
	if ( ri$writer == WRITER_ASCII && ri$writer in default_rotation_postprocessors &&
	     ri?$postprocessor && ri$postprocessor == __default_rotation_postprocessor &&
	     default_rotation_postprocessors[WRITER_ASCII] == default_ascii_rotation_postprocessor_func )
		return RotationPath($file_basename=fmt("%s.%s", ri$path,
			strftime(default_rotation_date_format, ri$open)));

	return RotationPath($file_basename=fmt("%s-%s", ri$path, strftime("%y-%m-%d_%H.%M.%S", ri$open)));
	}

function create_stream(id: ID, stream: Stream): bool
	{
	if ( ! __create_stream(id, stream) )
		return F;

	active_streams[id] = stream;
	all_streams[id] = stream;
	return add_default_filter(id);
	}

function remove_stream(id: ID): bool
	{
	for ( name in get_filter_names(id) )
		delete filters[id, name];

	delete stream_filters[id];
	delete active_streams[id];
	delete all_streams[id];
	return __remove_stream(id);
	}

function enable_stream(id: ID): bool
	{
	if ( ! __enable_stream(id) )
		return F;

	if ( id !in all_streams )
		return T;

	active_streams[id] = all_streams[id];

	for ( group in all_streams[id]$event_groups )
		{
		if ( has_module_events(group) )
			enable_module_events(group);

		if ( has_event_group(group) )
			enable_event_group(group);
		}

	return T;
	}

function disable_stream(id: ID): bool
	{
	delete active_streams[id];

	if ( id in all_streams )
		{
		for ( group in all_streams[id]$event_groups )
			{
			if ( has_module_events(group) )
				disable_module_events(group);

			if ( has_event_group(group) )
				disable_event_group(group);
			}
		}

	return __disable_stream(id);
	}

function add_stream_filters(id: ID, name: string)
	{
	if ( id !in stream_filters )
		stream_filters[id] = set();

	add stream_filters[id][name];
	}

function add_filter(id: ID, filter: Filter): bool
	{
	local stream = all_streams[id];

	if ( stream?$path && ! filter?$path )
		filter$path = stream$path;

	if ( ! filter?$path && ! filter?$path_func )
		filter$path_func = default_path_func;

	if ( ! __add_filter(id, filter) )
		return F;

	add_stream_filters(id, filter$name);
	filters[id, filter$name] = filter;
	return T;
	}

function remove_filter(id: ID, name: string): bool
	{
	if ( id in stream_filters )
		delete stream_filters[id][name];

	delete filters[id, name];
	return __remove_filter(id, name);
	}

function get_filter_names(id: ID): set[string]
	{
	return id in stream_filters ? stream_filters[id] : set();
	}

function get_filter(id: ID, name: string): Filter
	{
	return [id, name] in filters ? filters[id, name] : no_filter;
	}

function write(id: ID, columns: any): bool
	{
	return __write(id, columns);
	}

function set_buf(id: ID, buffered: bool): bool
	{
	return __set_buf(id, buffered);
	}

function flush(id: ID): bool
	{
	return __flush(id);
	}

function add_default_filter(id: ID): bool
	{
	return add_filter(id, Filter($name="default"));
	}

function remove_default_filter(id: ID): bool
	{
	return remove_filter(id, "default");
	}

event zeek_init() &priority=5
	{
	if ( print_to_log != REDIRECT_NONE )
		create_stream(PRINTLOG, Stream($columns=PrintLogInfo, $ev=log_print, $path=print_log_path));
	}

function empty_post_delay_cb(rec: any, id: ID): bool
	{
	return T;
	}

function delay(id: ID, rec: any, post_delay_cb: PostDelayCallback): DelayToken
	{
	return __delay(id, rec, post_delay_cb);
	}

function delay_finish(id: ID, rec: any, token: DelayToken): bool
	{
	return __delay_finish(id, rec, token);
	}

# The interval of a stream can only grow.
function set_max_delay_interval(id: Log::ID, max_delay: interval): bool
	{
	if ( id !in all_streams )
		return F;

	if ( max_delay <= all_streams[id]$max_delay_interval )
		return T;

	if ( ! __set_max_delay_interval(id, max_delay) )
		return F;

	all_streams[id]$max_delay_interval = max_delay;
	return T;
	}

function set_max_delay_queue_size(id: Log::ID, max_size: count): bool
	{
	if ( id !in all_streams || ! __set_max_delay_queue_size(id, max_size) )
		return F;

	all_streams[id]$max_delay_queue_size = max_size;
	return T;
	}

function get_delay_queue_size(id: Log::ID): int
	{
	return __get_delay_queue_size(id);
	}
