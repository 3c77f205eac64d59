##! Prints each event that is raised, with its arguments: a look at what scripts get.

module DumpEvents;

export {
	## Whether arguments are printed too.
	option include_args = T;

	## Whether events that no script handles are raised and printed as well.
	const dump_all_events = F &redef;

	## Which events are printed, by name.
	option include = /.*/;

	## Print an object in JSON for each event, one a line.
	option use_json = F;
}

event zeek_init() &priority=999
	{
	if ( dump_all_events )
		generate_all_events();
	}

function print_as_json(name: string, args: call_argument_vector)
	{
	local shown: table[string] of any = table() &ordered;
	local values: table[string] of any = table() &ordered;

	shown["ts"] = network_time();
	shown["event"] = name;

	for ( _, arg in args )
		{
		if ( arg?$value )
			values[arg$name] = arg$value;
		else if ( arg?$default_val )
			values[arg$name] = arg$default_val;
		}

	if ( include_args && |args| > 0 )
		shown["args"] = values;

	print to_json(shown);
	}

function print_argument(number: count, arg: call_argument)
	{
	local declared = fmt("%s: %s", arg$name, arg$type_name);

	if ( arg?$value )
		print fmt("%18s[%d] %-18s = %s", "", number, declared, arg$value);
	else if ( arg?$default_val )
		print fmt("%18s| %-18s = %s [default]", "", declared, arg$default_val);
	}

event new_event(name: string, args: call_argument_vector)
	{
	if ( include !in name )
		return;

	if ( use_json )
		{
		print_as_json(name, args);
		return;
		}

	print fmt("%17.6f %s", network_time(), name);

	if ( ! include_args || |args| == 0 )
		return;

	for ( i, arg in args )
		print_argument(i, arg);

	print "";
	}
