@load base/frameworks/packet-filter/utils

module Analyzer;

export {
	global disable_all: bool = F &redef;

	## Lets an analyzer be used again.
	global enable_analyzer: function(tag: AllAnalyzers::Tag): bool;

	## Keeps an analyzer from being used.
	global disable_analyzer: function(tag: AllAnalyzers::Tag): bool;

	## Attaches an analyzer to ports; those of servers become likely server ports.
	global register_for_ports: function(tag: Analyzer::Tag, server_ports: set[port],
		non_server_ports: set[port] &default=set()): bool;

	## Attaches an analyzer to a port.
	global register_for_port: function(tag: Analyzer::Tag, p: port): bool;

	## Returns the ports of an analyzer.
	global registered_ports: function(tag: AllAnalyzers::Tag): set[port];

	global all_registered_ports: function(): table[AllAnalyzers::Tag] of set[port];

	## Returns the name of an analyzer.
	global name: function(atype: AllAnalyzers::Tag): string;

	## Returns "protocol", "packet" or "file".
	global kind: function(atype: AllAnalyzers::Tag): string;

	global has_tag: function(name: string): bool;
	global get_tag: function(name: string): AllAnalyzers::Tag;

	## Attaches an analyzer to a connection that is expected.
	global schedule_analyzer: function(orig: addr, resp: addr, resp_p: port,
		analyzer: Analyzer::Tag, tout: interval): bool;

	global analyzer_to_bpf: function(tag: Analyzer::Tag): string;
	global get_bpf: function(): string;
	global disabled_analyzers: set[AllAnalyzers::Tag] = {ANALYZER_TCPSTATS} &redef;
	global ports: table[AllAnalyzers::Tag] of set[port];
	global requested_analyzers: set[AllAnalyzers::Tag] = {} &redef;
	global analyzer_failed: event(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo);
}

@load base/bif/analyzer.bif
@load base/bif/file_analysis.bif
@load base/bif/packet_analysis.bif

event zeek_init() &priority=5
	{
	if ( disable_all )
		__disable_all_analyzers();

	for ( tag in disabled_analyzers )
		disable_analyzer(tag);
	}

event zeek_init() &priority=-5
	{
	for ( tag in requested_analyzers )
		enable_analyzer(tag);
	}

function enable_analyzer(tag: AllAnalyzers::Tag): bool
	{
	if ( is_file_analyzer(tag) )
		return Files::__enable_analyzer(tag);

	return is_packet_analyzer(tag) ? PacketAnalyzer::__enable_analyzer(tag) : __enable_analyzer(tag);
	}

function disable_analyzer(tag: AllAnalyzers::Tag): bool
	{
	if ( is_file_analyzer(tag) )
		return Files::__disable_analyzer(tag);

	return is_packet_analyzer(tag) ? PacketAnalyzer::__disable_analyzer(tag) : __disable_analyzer(tag);
	}

function register_for_port(tag: Analyzer::Tag, p: port): bool
	{
	if ( ! __register_for_port(tag, p) )
		return F;

	if ( tag !in ports )
		ports[tag] = set();

	add ports[tag][p];
	return T;
	}

function register_for_ports(tag: Analyzer::Tag, server_ports: set[port],
	non_server_ports: set[port]): bool
	{
	local all_registered = T;

	for ( p in server_ports | non_server_ports )
		{
		if ( ! register_for_port(tag, p) )
			all_registered = F;
		}

	likely_server_ports += server_ports;
	return all_registered;
	}

function registered_ports(tag: AllAnalyzers::Tag): set[port]
	{
	return tag in ports ? ports[tag] : set();
	}

function all_registered_ports(): table[AllAnalyzers::Tag] of set[port]
	{
	return ports;
	}

function name(atype: AllAnalyzers::Tag): string
	{
	return __name(atype);
	}

function kind(atype: AllAnalyzers::Tag): string
	{
	if ( is_protocol_analyzer(atype) )
		return "protocol";

	if ( is_packet_analyzer(atype) )
		return "packet";

	if ( is_file_analyzer(atype) )
		return "file";

	Reporter::warning(fmt("Unknown kind of analyzer %s", atype));
	return "unknown";
	}

function has_tag(name: string): bool
	{
	return __has_tag(name);
	}

function get_tag(name: string): AllAnalyzers::Tag
	{
	return __tag(name);
	}

function schedule_analyzer(orig: addr, resp: addr, resp_p: port, analyzer: Analyzer::Tag,
	tout: interval): bool
	{
	return __schedule_analyzer(orig, resp, resp_p, analyzer, tout);
	}

function analyzer_to_bpf(tag: Analyzer::Tag): string
	{
	local bpf = "";

	for ( p in registered_ports(tag) )
		bpf = PacketFilter::combine_filters(bpf, "or", PacketFilter::port_to_bpf(p));

	return bpf;
	}

function get_bpf(): string
	{
	local bpf = "";

	for ( tag in ports )
		bpf = PacketFilter::combine_filters(bpf, "or", analyzer_to_bpf(tag));

	return bpf;
	}
