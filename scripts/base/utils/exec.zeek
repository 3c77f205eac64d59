@load base/frameworks/input

module Exec;

export {
	type Command: record {
		cmd: string;
		stdin: string &default="";
		read_files: set[string] &optional;
		uid: string &default=unique_id("");
	};

	type Result: record {
		exit_code: count &default=0;
		signal_exit: bool &default=F;
		stdout: vector of string &optional;
		stderr: vector of string &optional;
		files: table[string] of string_vec &optional;
	};

	global run: function(cmd: Command): Result;
}

global results: table[string] of Result;
global pending_commands: set[string];
global pending_files: table[string] of set[string];

type OneLine: record {
	s: string;
	is_stderr: bool;
};

type FileLine: record {
	s: string;
};

event Exec::line(description: Input::EventDescription, tpe: Input::Event, s: string, is_stderr: bool)
	{
	local result = results[description$name];

	if ( is_stderr )
		{
		if ( ! result?$stderr )
			result$stderr = vector();

		result$stderr += s;
		}
	else
		{
		if ( ! result?$stdout )
			result$stdout = vector();

		result$stdout += s;
		}
	}

# The lines of one file of a result; a file that was read has an entry, even if empty.
function file_lines(command: string, file_name: string): string_vec
	{
	local result = results[command];

	if ( ! result?$files )
		result$files = table();

	if ( file_name !in result$files )
		result$files[file_name] = vector();

	return result$files[file_name];
	}

# Input streams of files are called "<command>_<file>".
event Exec::file_line(description: Input::EventDescription, tpe: Input::Event, s: string)
	{
	local parts = split_string1(description$name, /_/);
	local lines = file_lines(parts[0], parts[1]);
	lines += s;
	}

event Input::end_of_data(name: string, source: string)
	{
	local parts = split_string1(name, /_/);

	if ( |parts| < 2 || parts[0] !in pending_commands )
		return;

	local command = parts[0];
	local file_name = parts[1];
	file_lines(command, file_name);
	Input::remove(name);

	if ( command in pending_files )
		{
		delete pending_files[command][file_name];
		system("rm " + safe_shell_quote(file_name));
		}

	if ( command !in pending_files || |pending_files[command]| == 0 )
		delete pending_commands[command];
	}

event InputRaw::process_finished(name: string, source: string, exit_code: count, signal_exit: bool)
	{
	if ( name !in pending_commands )
		return;

	results[name]$exit_code = exit_code;
	results[name]$signal_exit = signal_exit;

	if ( name !in pending_files || |pending_files[name]| == 0 )
		{
		delete pending_commands[name];
		return;
		}

	for ( file_name in pending_files[name] )
		Input::add_event(Input::EventDescription($source=file_name, $name=name + "_" + file_name,
			$reader=Input::READER_RAW, $want_record=F, $fields=FileLine, $ev=Exec::file_line));
	}

function run(cmd: Command): Result
	{
	add pending_commands[cmd$uid];
	results[cmd$uid] = Result();

	if ( cmd?$read_files && |cmd$read_files| > 0 )
		pending_files[cmd$uid] = copy(cmd$read_files);

	Input::add_event(Input::EventDescription($name=cmd$uid, $source=cmd$cmd + " |",
		$reader=Input::READER_RAW, $mode=Input::STREAM, $fields=OneLine, $ev=Exec::line,
		$want_record=F, $config=table(["stdin"] = cmd$stdin, ["read_stderr"] = "1")));

	return when [cmd] ( cmd$uid !in pending_commands )
		{
		local result = results[cmd$uid];
		delete results[cmd$uid];
		return result;
		}
	}

# Files that nobody came to read do not stay behind.
event zeek_done()
	{
	for ( _, file_names in pending_files )
		{
		for ( file_name in file_names )
			system("rm " + safe_shell_quote(file_name));
		}
	}
