@load base/utils/exec
@load base/utils/paths

module Dir;

export {
	option polling_interval: interval = 30 secs;

	global monitor: function(dir: string, callback: function(fname: string),
		poll_interval: interval &default=polling_interval);
}

event Dir::monitor_ev(dir: string, last_files: set[string], callback: function(fname: string),
	poll_interval: interval)
	{
	local command = Exec::Command($cmd=fmt("ls -1 %s/", safe_shell_quote(dir)));

	when [dir, last_files, callback, poll_interval, command] ( local result = Exec::run(command) )
		{
		if ( result$exit_code != 0 )
			{
			Reporter::warning(fmt("Requested monitoring of nonexistent directory (%s).", dir));
			return;
			}

		local current_files: set[string] = set();
		local names: string_vec = result?$stdout ? result$stdout : vector();

		for ( _, name in names )
			{
			if ( name !in last_files )
				callback(build_path_compressed(dir, name));

			add current_files[name];
			}

		schedule poll_interval { Dir::monitor_ev(dir, current_files, callback, poll_interval) };
		}
	}

function monitor(dir: string, callback: function(fname: string), poll_interval: interval)
	{
	event Dir::monitor_ev(dir, set(), callback, poll_interval);
	}
