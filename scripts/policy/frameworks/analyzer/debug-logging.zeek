##! What analyzers find and what makes them give up: analyzer_debug.log.

@load base/frameworks/analyzer
@load base/frameworks/config
@load base/frameworks/logging

module Analyzer::DebugLogging;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of analyzer_debug.log.
	type Info: record {
		ts: time &log;
		## `confirmation`, `violation` or `disabled`.
		cause: string &log;
		## `protocol`, `packet` or `file`.
		analyzer_kind: string &log;
		analyzer_name: string &log;
		uid: string &log &optional;
		## Id of the file for analyzers of files.
		fuid: string &log &optional;
		id: conn_id &log &optional;
		failure_reason: string &log &optional;
		## The data that was at fault, cut to `failure_data_max_size`.
		failure_data: string &log &optional;
	};

	## Whether anything is logged.
	option enable = T;

	## Whether it is logged that an analyzer recognised its protocol.
	option include_confirmations = T;

	## Whether it is logged that an analyzer was taken off.
	option include_disabling = T;

	## How much is logged of the data at fault; 0 for all.
	option failure_data_max_size = 40;

	## Nothing is logged about these.
	option ignore_analyzers: set[AllAnalyzers::Tag] = set();
}

# Changes of the options, which also set how things stand at the start.
function set_enable(id: string, new_value: bool): bool
	{
	if ( new_value )
		Log::enable_stream(LOG);
	else
		Log::disable_stream(LOG);

	return new_value;
	}

function set_group(group: string, on: bool)
	{
	if ( on )
		enable_event_group(group);
	else
		disable_event_group(group);
	}

function set_confirmations(id: string, new_value: bool): bool
	{
	set_group("Analyzer::DebugLogging::include_confirmations", new_value);
	return new_value;
	}

function set_disabling(id: string, new_value: bool): bool
	{
	set_group("Analyzer::DebugLogging::include_disabling", new_value);
	return new_value;
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="analyzer_debug",
		$policy=log_policy, $event_groups=set("Analyzer::DebugLogging")));

	Option::set_change_handler("Analyzer::DebugLogging::enable", set_enable);
	Option::set_change_handler("Analyzer::DebugLogging::include_confirmations",
		set_confirmations);
	Option::set_change_handler("Analyzer::DebugLogging::include_disabling", set_disabling);

	set_enable("Analyzer::DebugLogging::enable", enable);
	set_confirmations("Analyzer::DebugLogging::include_confirmations", include_confirmations);
	set_disabling("Analyzer::DebugLogging::include_disabling", include_disabling);
	}

function new_info(atype: AllAnalyzers::Tag, cause: string): Info
	{
	return Info($ts=network_time(), $cause=cause, $analyzer_kind=Analyzer::kind(atype),
		$analyzer_name=Analyzer::name(atype));
	}

function add_connection(info: Info, c: connection)
	{
	info$id = c$id;
	info$uid = c$uid;
	}

# A file that came over a single connection brings that along.
function add_file(info: Info, f: fa_file)
	{
	info$fuid = f$id;

	if ( info?$uid || ! f?$conns || |f$conns| != 1 )
		return;

	for ( _, c in f$conns )
		add_connection(info, c);
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	&group="Analyzer::DebugLogging::include_confirmations"
	{
	if ( atype in ignore_analyzers )
		return;

	local line = new_info(atype, "confirmation");

	if ( info?$c )
		add_connection(line, info$c);

	if ( info?$f )
		add_file(line, info$f);

	Log::write(LOG, line);
	}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	&priority=6
	{
	if ( atype in ignore_analyzers )
		return;

	local line = new_info(atype, "violation");
	line$failure_reason = info$reason;

	if ( info?$c )
		add_connection(line, info$c);

	if ( info?$f )
		add_file(line, info$f);

	if ( info?$data )
		line$failure_data = failure_data_max_size > 0 ? info$data[0:failure_data_max_size]
			: info$data;

	Log::write(LOG, line);
	}

hook Analyzer::disabling_analyzer(c: connection, atype: AllAnalyzers::Tag, aid: count)
	&priority=-1000 &group="Analyzer::DebugLogging::include_disabling"
	{
	if ( atype in ignore_analyzers )
		return;

	local line = new_info(atype, "disabled");
	add_connection(line, c);
	Log::write(LOG, line);
	}
