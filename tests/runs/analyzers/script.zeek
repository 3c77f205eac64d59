# The analyzers of a connection: by port, found again, disabled unless a hook objects.
@load base/frameworks/analyzer

event zeek_init()
	{
	Analyzer::register_for_port(Analyzer::ANALYZER_STREAM_EVENT, 445/tcp);
	}

global deliveries = 0;

hook Analyzer::disabling_analyzer(c: connection, atype: AllAnalyzers::Tag, aid: count)
	{
	print "asked", atype, aid, deliveries;

	if ( deliveries == 2 )
		break;
	}

event stream_deliver(c: connection, is_orig: bool, data: string)
	{
	++deliveries;
	local found = lookup_connection_analyzer_id(c$id, Analyzer::ANALYZER_STREAM_EVENT);
	print is_orig, |data|, current_analyzer() == found;

	if ( deliveries > 1 )
		print disable_analyzer(c$id, current_analyzer());
	}

event connection_state_remove(c: connection)
	{
	print deliveries, current_analyzer();
	terminate();
	}
