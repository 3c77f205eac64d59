##! Windows executables: pe.log.

@load base/frameworks/files
@load ./consts

module PE;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of pe.log: one executable.
	type Info: record {
		ts: time &log;
		## Id of the file.
		id: string &log;
		## The processor that it is for.
		machine: string &log &optional;
		## When it was made, as it says.
		compile_ts: time &log &optional;
		## The Windows that it needs.
		os: string &log &optional;
		## What it runs on, such as the desktop or the console.
		subsystem: string &log &optional;
		## Whether it can be run, not only be linked.
		is_exe: bool &log &default=T;
		is_64bit: bool &log &default=T;
		## Whether it may be loaded to any address.
		uses_aslr: bool &log &default=F;
		## Whether its data is never run.
		uses_dep: bool &log &default=F;
		## Whether its signature must be right.
		uses_code_integrity: bool &log &default=F;
		## Whether it handles exceptions by structure.
		uses_seh: bool &log &default=T;
		has_import_table: bool &log &optional;
		has_export_table: bool &log &optional;
		has_cert_table: bool &log &optional;
		has_debug_data: bool &log &optional;
		section_names: vector of string &log &optional;
	};

	global log_pe: event(rec: Info);

	## Makes the record of a file.
	global set_file: hook(f: fa_file);
}

redef record fa_file += {
	pe: Info &optional;
};

const pe_mime_types = { "application/x-dosexec" };

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_pe, $path="pe",
		$policy=log_policy));
	Files::register_for_mime_types(Files::ANALYZER_PE, pe_mime_types);
	}

hook set_file(f: fa_file) &priority=5
	{
	if ( ! f?$pe )
		f$pe = Info($ts=f$info$ts, $id=f$id);
	}

event pe_dos_header(f: fa_file, h: PE::DOSHeader) &priority=5
	{
	hook set_file(f);
	}

event pe_file_header(f: fa_file, h: PE::FileHeader) &priority=5
	{
	hook set_file(f);

	local info = f$pe;
	info$machine = machine_types[h$machine];
	info$compile_ts = h$ts;
	info$is_exe = h$optional_header_size > 0;

	for ( flag in h$characteristics )
		{
		if ( file_characteristics[flag] == "32BIT_MACHINE" )
			info$is_64bit = F;
		}
	}

# Whether a table of the file is there and not empty.
function has_table(sizes: vector of count, number: count): bool
	{
	return number < |sizes| && sizes[number] > 0;
	}

event pe_optional_header(f: fa_file, h: PE::OptionalHeader) &priority=5
	{
	hook set_file(f);

	local info = f$pe;

	if ( ! info$is_exe )
		return;

	info$os = os_versions[h$os_version_major, h$os_version_minor];
	info$subsystem = windows_subsystems[h$subsystem];

	for ( flag in h$dll_characteristics )
		{
		switch ( dll_characteristics[flag] )
			{
			case "DYNAMIC_BASE":
				info$uses_aslr = T;
				break;
			case "FORCE_INTEGRITY":
				info$uses_code_integrity = T;
				break;
			case "NX_COMPAT":
				info$uses_dep = T;
				break;
			case "NO_SEH":
				info$uses_seh = F;
				break;
			}
		}

	# By their places in PE::directories.
	info$has_export_table = has_table(h$table_sizes, 0);
	info$has_import_table = has_table(h$table_sizes, 1);
	info$has_cert_table = has_table(h$table_sizes, 4);
	info$has_debug_data = has_table(h$table_sizes, 6);
	}

event pe_section_header(f: fa_file, h: PE::SectionHeader) &priority=5
	{
	hook set_file(f);

	local info = f$pe;

	if ( ! info$is_exe )
		return;

	if ( ! info?$section_names )
		info$section_names = vector();

	info$section_names += h$name;
	}

event file_state_remove(f: fa_file) &priority=-5
	{
	if ( f?$pe && f$pe?$machine )
		Log::write(LOG, f$pe);
	}
