##! Logs which scripts a run loaded, indented by how deep their @load lines nest.

@load base/utils/paths

module LoadedScripts;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of loaded_scripts.log.
	type Info: record {
		## Path of the script, with two spaces before it for each level.
		name: string &log;
	};
}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="loaded_scripts",
		$policy=log_policy));
	}

# The two spaces of each level above a script.
function get_indent(level: count): string
	{
	return level == 0 ? "" : "  " + get_indent(level - 1);
	}

event zeek_script_loaded(path: string, level: count)
	{
	Log::write(LOG, Info($name=get_indent(level) + compress_path(path)));
	}
