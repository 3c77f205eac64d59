##! Adds to analyzer.log the beginning of the packet at which an analyzer gave up. What
##! was wrong may also have stood in a packet before it.

@load base/frameworks/analyzer

module Analyzer::Logging;

export {
	redef record connection += {
		## Part of the packet of the last violation.
		packet_segment: string &optional &log;
	};

	redef record Analyzer::Logging::Info += {
		packet_segment: string &optional &log;
	};

	## How many bytes of it are logged.
	option packet_segment_size: int = 255;
}

# Before the analyzer is taken off, which is what logs.
event analyzer_violation_info(atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	&priority=4
	{
	if ( ! (is_protocol_analyzer(atype) || is_packet_analyzer(atype)) )
		return;

	if ( info?$c && info?$aid )
		info$c$packet_segment = fmt("%s",
			get_current_packet()$data[:packet_segment_size]);
	}

hook Analyzer::Logging::log_policy(rec: Analyzer::Logging::Info, id: Log::ID,
	filter: Log::Filter)
	{
	if ( id != LOG || ! rec?$id || ! connection_exists(rec$id) )
		return;

	local c = lookup_connection(rec$id);

	if ( c?$packet_segment )
		rec$packet_segment = c$packet_segment;
	}
