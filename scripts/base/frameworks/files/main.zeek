@load base/bif/file_analysis.bif
@load base/frameworks/analyzer
@load base/frameworks/logging
@load base/utils/site

module Files;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	type AnalyzerArgs: record {
		chunk_event: event(f: fa_file, data: string, off: count) &optional;
		stream_event: event(f: fa_file, data: string) &optional;
	} &redef;

	type Info: record {
		ts: time &log;
		fuid: string &log;
		uid: string &optional &log;
		id: conn_id &optional &log;
		source: string &optional &log;
		depth: count &log &default=0;
		analyzers: set[string] &log &default=string_set();
		mime_type: string &optional &log;
		filename: string &optional &log;
		duration: interval &log &default=0 secs;
		local_orig: bool &optional &log;
		is_orig: bool &optional &log;
		seen_bytes: count &log &default=0;
		total_bytes: count &optional &log;
		missing_bytes: count &log &default=0;
		overflow_bytes: count &log &default=0;
		timedout: bool &log &default=F;
		parent_fuid: string &optional &log;
	} &redef;

	const disable: table[Files::Tag] of bool = table() &redef;
	const analyze_by_mime_type_automatically: bool = T &redef;

	option enable_reassembler: bool = T;

	const reassembly_buffer_size: count = 524288 &redef;

	global file_exists: function(fuid: string): bool;
	global lookup_file: function(fuid: string): fa_file;
	global enable_reassembly: function(f: fa_file);
	global disable_reassembly: function(f: fa_file);
	global set_reassembly_buffer_size: function(f: fa_file, max: count);
	global set_timeout_interval: function(f: fa_file, t: interval): bool;
	global enable_analyzer: function(tag: Files::Tag): bool;
	global disable_analyzer: function(tag: Files::Tag): bool;
	global analyzer_enabled: function(tag: Files::Tag): bool;

	## Attaches a file analyzer to a file.
	global add_analyzer: function(f: fa_file, tag: Files::Tag,
		args: AnalyzerArgs &default=AnalyzerArgs()): bool;

	global remove_analyzer: function(f: fa_file, tag: Files::Tag,
		args: AnalyzerArgs &default=AnalyzerArgs()): bool;
	global stop: function(f: fa_file): bool;
	global analyzer_name: function(tag: Files::Tag): string;
	global describe: function(f: fa_file): string;

	type ProtoRegistration: record {
		get_file_handle: function(c: connection, is_orig: bool): string;
		describe: function(f: fa_file): string &default=function(f: fa_file): string { return ""; };
	};

	global register_protocol: function(tag: Analyzer::Tag, reg: ProtoRegistration): bool;
	global register_analyzer_add_callback: function(tag: Files::Tag,
		callback: function(f: fa_file, args: AnalyzerArgs));

	## Attaches a file analyzer to types of files.
	global register_for_mime_types: function(tag: Files::Tag, mime_types: set[string]): bool;

	## Attaches a file analyzer to a type of files.
	global register_for_mime_type: function(tag: Files::Tag, mt: string): bool;

	global registered_mime_types: function(tag: Files::Tag): set[string];
	global all_registered_mime_types: function(): table[Files::Tag] of set[string];
	global log_files: event(rec: Info);
}

redef record fa_file += {
	info: Info &optional;
};

global registered_protocols: table[Analyzer::Tag] of ProtoRegistration = table();
global mime_types: table[Files::Tag] of set[string];
global mime_type_to_analyzers: table[string] of set[Files::Tag];
global analyzer_add_callbacks: table[Files::Tag] of function(f: fa_file, args: AnalyzerArgs) = table(

);
global missing_get_file_handle_warned: table[Analyzer::Tag] of bool &default=F;

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_files, $path="files",
		$policy=log_policy));
	}

# Brings the log record of a file up to date.
function set_info(f: fa_file)
	{
	if ( ! f?$info )
		f$info = Info($ts=f$last_active, $fuid=f$id);

	local info = f$info;
	info$duration = f$last_active - info$ts;
	info$seen_bytes = f$seen_bytes;
	info$missing_bytes = f$missing_bytes;
	info$overflow_bytes = f$overflow_bytes;

	if ( f?$parent_id )
		info$parent_fuid = f$parent_id;

	if ( f?$source )
		info$source = f$source;

	if ( f?$total_bytes )
		info$total_bytes = f$total_bytes;

	if ( f?$is_orig )
		info$is_orig = f$is_orig;
	}

function file_exists(fuid: string): bool
	{
	return __file_exists(fuid);
	}

function lookup_file(fuid: string): fa_file
	{
	return __lookup_file(fuid);
	}

function enable_reassembly(f: fa_file)
	{
	__enable_reassembly(f$id);
	}

function disable_reassembly(f: fa_file)
	{
	__disable_reassembly(f$id);
	}

function set_reassembly_buffer_size(f: fa_file, max: count)
	{
	__set_reassembly_buffer(f$id, max);
	}

function set_timeout_interval(f: fa_file, t: interval): bool
	{
	return __set_timeout_interval(f$id, t);
	}

function enable_analyzer(tag: Files::Tag): bool
	{
	return __enable_analyzer(tag);
	}

function disable_analyzer(tag: Files::Tag): bool
	{
	return __disable_analyzer(tag);
	}

function analyzer_enabled(tag: Files::Tag): bool
	{
	return __analyzer_enabled(tag);
	}

function analyzer_name(tag: Files::Tag): string
	{
	return __analyzer_name(tag);
	}

function add_analyzer(f: fa_file, tag: Files::Tag, args: AnalyzerArgs): bool
	{
	if ( ! analyzer_enabled(tag) )
		return F;

	add f$info$analyzers[analyzer_name(tag)];

	if ( tag in analyzer_add_callbacks )
		analyzer_add_callbacks[tag](f, args);

	local added = __add_analyzer(f$id, tag, args);

	if ( ! added )
		Reporter::warning(fmt("Analyzer %s not added successfully to file %s.", tag, f$id));

	return added;
	}

function remove_analyzer(f: fa_file, tag: Files::Tag, args: AnalyzerArgs): bool
	{
	return __remove_analyzer(f$id, tag, args);
	}

function stop(f: fa_file): bool
	{
	return __stop(f$id);
	}

function register_analyzer_add_callback(tag: Files::Tag,
	callback: function(f: fa_file, args: AnalyzerArgs))
	{
	analyzer_add_callbacks[tag] = callback;
	}

function register_protocol(tag: Analyzer::Tag, reg: ProtoRegistration): bool
	{
	local is_new = tag !in registered_protocols;
	registered_protocols[tag] = reg;
	return is_new;
	}

function register_for_mime_type(tag: Files::Tag, mt: string): bool
	{
	if ( tag !in mime_types )
		mime_types[tag] = set();

	if ( mt !in mime_type_to_analyzers )
		mime_type_to_analyzers[mt] = set();

	add mime_types[tag][mt];
	add mime_type_to_analyzers[mt][tag];
	return T;
	}

function register_for_mime_types(tag: Files::Tag, mime_types: set[string]): bool
	{
	local all_registered = T;

	for ( mt in mime_types )
		{
		if ( ! register_for_mime_type(tag, mt) )
			all_registered = F;
		}

	return all_registered;
	}

function registered_mime_types(tag: Files::Tag): set[string]
	{
	return tag in mime_types ? mime_types[tag] : set();
	}

function all_registered_mime_types(): table[Files::Tag] of set[string]
	{
	return mime_types;
	}

function describe(f: fa_file): string
	{
	if ( ! Analyzer::has_tag(f$source) )
		return "";

	local tag = Analyzer::get_tag(f$source);

	if ( tag !in registered_protocols )
		return "";

	local handler = registered_protocols[tag];
	return handler$describe(f);
	}

event get_file_handle(tag: Analyzer::Tag, c: connection, is_orig: bool) &priority=5
	{
	if ( tag in registered_protocols )
		{
		local handler = registered_protocols[tag];
		set_file_handle(handler$get_file_handle(c, is_orig));
		return;
		}

	if ( ! missing_get_file_handle_warned[tag] )
		Reporter::warning(fmt("get_file_handle() handler missing for %s", tag));

	missing_get_file_handle_warned[tag] = T;
	set_file_handle(fmt("%s-fallback-%s-%s-%s", tag, c$uid, is_orig, network_time()));
	}

event file_new(f: fa_file) &priority=10
	{
	set_info(f);

	if ( ! enable_reassembler )
		return;

	enable_reassembly(f);
	set_reassembly_buffer_size(f, reassembly_buffer_size);
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=10
	{
	set_info(f);

	if ( |Site::local_nets| > 0 )
		f$info$local_orig = Site::is_local_addr(f$is_orig ? c$id$orig_h : c$id$resp_h);
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=10
	{
	set_info(f);

	if ( ! meta?$mime_type )
		return;

	f$info$mime_type = meta$mime_type;

	if ( ! analyze_by_mime_type_automatically || meta$mime_type !in mime_type_to_analyzers )
		return;

	for ( tag in mime_type_to_analyzers[meta$mime_type] )
		add_analyzer(f, tag);
	}

event file_timeout(f: fa_file) &priority=10
	{
	set_info(f);
	f$info$timedout = T;
	}

event file_state_remove(f: fa_file) &priority=10
	{
	set_info(f);
	}

# One line for each connection that carried the file, at least one in all.
event file_state_remove(f: fa_file) &priority=-10
	{
	if ( ! f?$conns || |f$conns| == 0 )
		{
		Log::write(LOG, f$info);
		return;
		}

	local shared = |f$conns| > 1;

	for ( _, c in f$conns )
		{
		# Log events get the record itself, so each connection needs its own.
		local info = shared ? copy(f$info) : f$info;
		info$uid = c$uid;
		info$id = c$id;
		Log::write(LOG, info);
		}
	}
