##! Notices about protocols on ports that are not theirs.

@load base/frameworks/notice
@load base/protocols/conn/removal-hooks
@load base/utils/conn-ids
@load base/utils/site

module ProtocolDetector;

export {
	redef enum Notice::Type += {
		## A connection speaks a protocol on an odd port.
		Protocol_Found,
		## A server does, for the first time.
		Server_Found,
	};

	## Whose servers may do so without a notice.
	type dir: enum { NONE, INCOMING, OUTGOING, BOTH };

	## Protocols, servers and ports that are of no interest; 0.0.0.0 is any server.
	option valids: table[AllAnalyzers::Tag, addr, port] of dir = {};

	## Protocols whose servers are not told of; nothing is kept about those.
	option suppress_servers: set[AllAnalyzers::Tag] = {};

	## A connection counts once its analyzer lasted that long,
	option minimum_duration = 30 secs;

	## or once it carried that many bytes, or when it ends.
	option minimum_volume = 4e3;

	## Time between two looks at a connection.
	const check_interval = 5 secs;

	## For analyzers that recognize a protocol inside of theirs.
	global found_protocol: function(c: connection, analyzer: AllAnalyzers::Tag,
		protocol: string);

	## Servers that were told of, by address, port and analyzer, with what was
	## recognized inside.
	global servers: table[addr, port, string] of set[string] &read_expire=14 days;

	## Tells of what is left when a connection ends.
	global finalize_protocol_detection: Conn::RemovalHook;
}

# Analyzers of connections that are not told of yet, and the protocols inside.
global conns: table[conn_id] of set[AllAnalyzers::Tag];
global protocols: table[conn_id] of set[string];

# An analyzer's name, and what was found inside, separated by slashes.
type Found: record {
	a: string;
	sub: string;
};

function get_found(c: connection, atype: AllAnalyzers::Tag): Found
	{
	local names: vector of string;

	if ( c$id in protocols )
		for ( name in protocols[c$id] )
			names += name;

	return Found($a=Analyzer::name(atype), $sub=join_string_vec(names, "/"));
	}

function is_valid(c: connection, allowed: dir): bool
	{
	local is_local = Site::is_local_addr(c$id$resp_h);

	return allowed == BOTH || (allowed == INCOMING && is_local) ||
		(allowed == OUTGOING && ! is_local);
	}

function tell_of_server(c: connection, p: Found, shown: string)
	{
	local host = c$id$resp_h;
	local prt = c$id$resp_p;
	local known = [host, prt, p$a] in servers;

	# Another protocol inside is news, too.
	if ( known && (p$sub == "" || p$sub in servers[host, prt, p$a]) )
		return;

	NOTICE(Notice::Info($note=Server_Found, $conn=c, $src=host, $p=prt, $sub=shown,
		$msg=fmt("%s: %s server on port %s%s", host, shown, prt,
			known ? " (update)" : "")));

	if ( ! known )
		servers[host, prt, p$a] = set();

	add servers[host, prt, p$a][p$sub];
	}

function tell_of(c: connection, atype: AllAnalyzers::Tag, allowed: dir)
	{
	if ( is_valid(c, allowed) )
		return;

	local p = get_found(c, atype);
	local shown = p$sub == "" ? p$a : fmt("%s (via %s)", p$sub, p$a);

	NOTICE(Notice::Info($note=Protocol_Found, $conn=c, $sub=shown,
		$msg=fmt("%s %s on port %s", id_string(c$id), shown, c$id$resp_p)));

	if ( atype !in suppress_servers )
		tell_of_server(c, p, shown);
	}

function allowed_for(c: connection, atype: AllAnalyzers::Tag): dir
	{
	if ( [atype, c$id$resp_h, c$id$resp_p] in valids )
		return valids[atype, c$id$resp_h, c$id$resp_p];

	if ( [atype, 0.0.0.0, c$id$resp_p] in valids )
		return valids[atype, 0.0.0.0, c$id$resp_p];

	return NONE;
	}

# Of interest only if both sides said something.
function report_protocols(c: connection)
	{
	if ( c$orig$size > 0 && c$resp$size > 0 )
		for ( atype in conns[c$id] )
			tell_of(c, atype, allowed_for(c, atype));

	delete conns[c$id];
	delete protocols[c$id];
	}

function has_lasted(c: connection): bool
	{
	return network_time() - c$start_time >= minimum_duration ||
		c$orig$size + c$resp$size >= minimum_volume;
	}

event ProtocolDetector::check_connection(c: connection)
	{
	if ( c$id !in conns )
		return;

	if ( has_lasted(c) )
		{
		report_protocols(c);
		return;
		}

	local left = minimum_duration - (network_time() - c$start_time);

	schedule min_interval(left, check_interval) {
		ProtocolDetector::check_connection(c)
	};
	}

hook finalize_protocol_detection(c: connection)
	{
	if ( c$id in conns )
		report_protocols(c);
	else
		delete protocols[c$id];
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	{
	if ( ! is_protocol_analyzer(atype) )
		return;

	local c = info$c;

	if ( c$id$resp_p in Analyzer::registered_ports(atype) )
		return;

	if ( c$id in conns )
		{
		add conns[c$id][atype];
		return;
		}

	conns[c$id] = set(atype);
	Conn::register_removal_hook(c, finalize_protocol_detection);
	schedule min_interval(minimum_duration, check_interval) {
		ProtocolDetector::check_connection(c)
	};
	}

# An analyzer that gives up soon was mistaken.
event analyzer_failed(ts: time, atype: AllAnalyzers::Tag, info: AnalyzerViolationInfo)
	{
	if ( is_protocol_analyzer(atype) && ! has_lasted(info$c) && info$c$id in conns )
		delete conns[info$c$id][atype];
	}

function found_protocol(c: connection, atype: AllAnalyzers::Tag, protocol: string)
	{
	if ( c$id$resp_p in Analyzer::registered_ports(atype) )
		return;

	if ( c$id !in protocols )
		protocols[c$id] = set();

	add protocols[c$id][protocol];
	Conn::register_removal_hook(c, finalize_protocol_detection);
	}
