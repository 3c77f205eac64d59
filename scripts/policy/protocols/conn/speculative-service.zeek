##! Adds to conn.log the protocols whose signatures matched too late for an analyzer to
##! take up the connection.

@load base/protocols/conn

module Conn;

redef record Info += {
	## Protocols that nothing confirmed, separated by commas.
	speculative_service: string &log &optional;
};

redef record connection += {
	speculative_service: set[string] &default=string_set();
};

redef dpd_late_match_stop = T;
redef dpd_match_only_beginning = F;

hook finalize_speculative_service(c: connection)
	{
	local names = "";

	for ( name in c$speculative_service )
		names = names == "" ? name : cat(names, ",", name);

	if ( names != "" )
		c$conn$speculative_service = to_lower(names);
	}

event protocol_late_match(c: connection, atype: Analyzer::Tag)
	{
	add c$speculative_service[Analyzer::name(atype)];
	Conn::register_removal_hook(c, finalize_speculative_service);
	}
