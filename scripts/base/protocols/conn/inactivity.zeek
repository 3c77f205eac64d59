##! Some protocols are silent for long: their connections are not forgotten so soon.

module Conn;

export {
	## How long connections of some protocols may be silent.
	option analyzer_inactivity_timeouts: table[AllAnalyzers::Tag] of interval = {
		[Analyzer::ANALYZER_SSH] = 1 hr,
		[Analyzer::ANALYZER_FTP] = 1 hr,
	};

	## How long connections to some ports may be silent.
	option port_inactivity_timeouts: table[port] of interval = {
		[21/tcp] = 1 hr,
		[22/tcp] = 1 hr,
		[23/tcp] = 1 hr,
		[513/tcp] = 1 hr,
	};
}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	{
	if ( info?$c && atype in analyzer_inactivity_timeouts )
		set_inactivity_timeout(info$c$id, analyzer_inactivity_timeouts[atype]);
	}

# The server's port; without a SYN the sides may be the wrong way round.
function service_port(c: connection): port
	{
	local guessed = c$orig$state == TCP_INACTIVE && c$id$resp_p !in likely_server_ports &&
	                c$id$orig_p in likely_server_ports;

	return guessed ? c$id$orig_p : c$id$resp_p;
	}

event connection_established(c: connection)
	{
	local p = service_port(c);

	if ( p in port_inactivity_timeouts )
		set_inactivity_timeout(c$id, port_inactivity_timeouts[p]);
	}
