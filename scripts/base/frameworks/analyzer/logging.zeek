@load base/frameworks/logging
@load ./main

module Analyzer::Logging;

export {
	redef enum Log::ID += { LOG };

	type Info: record {
		ts: time &log;
		analyzer_kind: string &log;
		analyzer_name: string &log;
		uid: string &optional &log;
		fuid: string &optional &log;
		id: conn_id &optional &log;
		proto: transport_proto &optional &log;
		failure_reason: string &log;
		failure_data: string &optional &log;
	};

	option failure_data_max_size: count = 40;

	global log_analyzer: event(rec: Info);
	global log_policy: Log::PolicyHook;
}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="analyzer", $ev=log_analyzer,
		$policy=log_policy));
	}

# Fills in the connection that a failure belongs to.
function set_connection(rec: Info, c: connection)
	{
	rec$uid = c$uid;
	rec$id = c$id;
	rec$proto = get_port_transport_proto(c$id$orig_p);
	}

# Fills in the file, and its connection where that is unambiguous.
function set_file(rec: Info, f: fa_file)
	{
	rec$fuid = f$id;

	if ( rec?$uid || ! f?$conns || |f$conns| != 1 )
		return;

	for ( _, c in f$conns )
		{
		rec$uid = c$uid;
		rec$id = c$id;
		}
	}

function log_analyzer_failure(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	{
	local rec = Info($ts=ts, $analyzer_kind=Analyzer::kind(atype),
		$analyzer_name=Analyzer::name(atype), $failure_reason=info$reason);

	if ( info?$c )
		set_connection(rec, info$c);

	if ( info?$f )
		set_file(rec, info$f);

	if ( info?$data )
		rec$failure_data = failure_data_max_size > 0 ? info$data[0:failure_data_max_size] : info$data;

	Log::write(LOG, rec);
	}

# Only the first failure of a service that was confirmed before is logged.
event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	{
	if ( ! is_protocol_analyzer(atype) || ! info?$c )
		return;

	local service = Analyzer::name(atype);

	if ( service in info$c$service && service !in info$c$failed_analyzers )
		log_analyzer_failure(ts, atype, info);
	}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	{
	if ( ! is_protocol_analyzer(atype) )
		log_analyzer_failure(network_time(), atype, info);
	}
