# Every event of a protocol as a line of JSON, a connection reduced to its uid, a file
# to its id. What the engine itself raises stays out.
const others = /^(new_event|packet_contents|raw_packet|new_packet|tcp_packet|tcp_contents|tcp_options?|udp_contents|zeek_.*|net_done|network_time_init|event_queue_flush_point|get_file_handle|profiling_update|conn_generic_packet_threshold_crossed|new_connection_contents|log_.*|(Broker|Cluster|Telemetry|Supervisor).*|.*::log_.*)$/;

event zeek_init() &priority=1000
	{
	generate_all_events();
	}

event new_event(name: string, args: call_argument_vector)
	{
	if ( others in name )
		return;

	local given: table[string] of any = table() &ordered;
	for ( _, arg in args )
		{
		if ( ! arg?$value )
			next;
		if ( arg$value is connection )
			given[arg$name] = (arg$value as connection)$uid;
		else if ( arg$value is fa_file )
			given[arg$name] = (arg$value as fa_file)$id;
		else
			given[arg$name] = arg$value;
		}

	local line: table[string] of any = table() &ordered;
	line["t"] = network_time();
	line["e"] = name;
	line["a"] = given;
	print to_json(line);
	}
