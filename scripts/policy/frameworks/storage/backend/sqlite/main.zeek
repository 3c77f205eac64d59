##! Stores in SQLite files.

@load base/frameworks/storage/main

module Storage::Backend::SQLite;

export {
	## How a store in an SQLite file is opened.
	type Options: record {
		## The file; `:memory:` keeps everything in memory. Its folder must exist.
		database_path: string;

		## The table in the file; several stores may share one file.
		table_name: string;

		## How long to wait for other processes that use the file.
		busy_timeout: interval &default=5 secs;

		## Pragmas to run when the file is opened, with their values; the value is
		## empty where a pragma has none. A `busy_timeout` here does nothing.
		pragma_commands: table[string] of string &ordered &default=table(
			["quick_check"] = "",
			["journal_mode"] = "WAL",
			["synchronous"] = "normal",
			["temp_store"] = "memory"
		) &ordered;

		## How long a pragma may wait for other processes; 0 waits for ever.
		pragma_timeout: interval &default=500 msec;

		## The pause before a pragma is tried again.
		pragma_wait_on_busy: interval &default=5 msec;
	};
}

redef record Storage::BackendOptions += {
	sqlite: Storage::Backend::SQLite::Options &optional;
};
