@load ./main

module DPD;

export {
	option ignore_violations: set[Analyzer::Tag] = set();
	option ignore_violations_after: count = 10 * 1024;
	option track_removed_services_in_connection: bool = F;
}

redef record connection += {
	failed_analyzers: set[string] &default=set() &ordered;
};

# Whether the information is about a protocol analyzer of a connection.
function concerns_connection(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo): bool
	{
	return is_protocol_analyzer(atype) && info?$c;
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo) &priority=10
	{
	if ( info?$c && (is_protocol_analyzer(atype) || is_packet_analyzer(atype)) )
		add info$c$service[Analyzer::name(atype)];
	}

# Runs late, so that other handlers still see which services were confirmed.
event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=-5
	{
	if ( ! concerns_connection(atype, info) )
		return;

	local c = info$c;
	local service = Analyzer::name(atype);

	if ( service !in c$service )
		return;

	add c$failed_analyzers[service];

	if ( track_removed_services_in_connection )
		add c$service["-" + service];
	else
		delete c$service[service];
	}

event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo) &priority=5
	{
	if ( ! concerns_connection(atype, info) || ! info?$aid || atype in ignore_violations )
		return;

	local c = info$c;
	local seen = c$orig$size + c$resp$size;

	if ( ignore_violations_after > 0 && seen > ignore_violations_after )
		return;

	# The failure counts too when the analyzer is gone already.
	local gone = lookup_connection_analyzer_id(c$id, atype) == 0;

	if ( gone || disable_analyzer(c$id, info$aid, F) )
		event analyzer_failed(network_time(), atype, info);
	}
