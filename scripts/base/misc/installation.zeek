##! Where an installed Zeek keeps its files.

module Installation;

export {
	## The folder of the installation.
	const root_dir = "/usr/local/zeek";

	## Configuration files.
	const etc_dir = "/usr/local/zeek/etc";

	## Logs that are finished.
	const log_dir = "/usr/local/zeek/logs";

	## Files of processes that run.
	const spool_dir = "/usr/local/zeek/spool";

	## What processes keep from one run to the next.
	const state_dir = "/usr/local/zeek/var/lib";
}
