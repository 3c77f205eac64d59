# Scripts that were loaded, with their depth.
hook LoadedScripts::log_policy(rec: LoadedScripts::Info, id: Log::ID, filter: Log::Filter)
	{
	if ( /loaded-scripts|paths|script.zeek|init-bare/ in rec$name )
		print sub(rec$name, /[^ ].*\//, "");
	break;
	}
