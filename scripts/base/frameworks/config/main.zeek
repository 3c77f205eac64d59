@load base/frameworks/cluster

module Config;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	type Info: record {
		ts: time &log;
		id: string &log;
		old_value: string &log;
		new_value: string &log;
		location: string &optional &log;
	};

	global log_config: event(rec: Info);

	## Changes an option and logs that.
	global set_value: function(ID: string, val: any, location: string &default=""): bool;
}

function set_value(ID: string, val: any, location: string): bool
	{
	return Option::set(ID, val, location);
	}

function format_value(value: any): string
	{
	local tn = type_name(value);
	local parts: string_vec = vector();

	if ( tn == "string" )
		return value;

	if ( /^set/ in tn && "," !in tn )
		{
		for ( _, element in Option::any_set_to_any_vec(value) )
			parts += cat(element);

		return join_string_vec(parts, ",");
		}

	if ( /^vector/ in tn )
		{
		local elements: vector of any = value;

		for ( _, element in elements )
			parts += cat(element);

		return join_string_vec(parts, ",");
		}

	return cat(value);
	}

# Logs the change of an option; internal changes ask not to be logged.
function config_option_changed(ID: string, new_value: any, location: string): any &is_used
	{
	if ( location == "<skip-config-log>" )
		return new_value;

	local rec = Info($ts=network_time(), $id=ID, $old_value=format_value(lookup_ID(ID)),
		$new_value=format_value(new_value));

	if ( location != "" )
		rec$location = location;

	Log::write(LOG, rec);
	return new_value;
	}

event zeek_init() &priority=10
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_config, $path="config",
		$policy=log_policy));

	for ( name in global_options() )
		Option::set_change_handler(name, config_option_changed, -100);
	}
