##! Adds to conn.log the protocols that seemed to be spoken, until they were not.

@load base/frameworks/analyzer/dpd
@load base/protocols/conn

module Conn;

redef record Conn::Info += {
	## Analyzers that were taken off, in that order.
	failed_service: set[string] &log &optional &ordered;
};

event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	{
	if ( ! info?$c || ! (is_protocol_analyzer(atype) || is_packet_analyzer(atype)) )
		return;

	local c = info$c;
	local name = Analyzer::name(atype);

	# What was never confirmed is no service, and each failure counts once.
	if ( name !in c$service || name in c$failed_analyzers )
		return;

	if ( ! c$conn?$failed_service )
		c$conn$failed_service = set();

	add c$conn$failed_service[to_lower(name)];
	}
