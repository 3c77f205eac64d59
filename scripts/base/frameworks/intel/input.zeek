##! Intelligence from files.

@load ./main

module Intel;

export {
	## Files with one item in each line. The columns are the fields of `Intel::Item`.
	## They are read again when they change.
	const read_files: set[string] = {} &redef;

	## The folder of those files whose names have none at the beginning.
	const path_prefix = "" &redef;

	## Raised with each item that was read.
	global read_entry: event(desc: Input::EventDescription, tpe: Input::Event, item: Intel::Item);

	## Raised when something is wrong with a file.
	global read_error: event(desc: Input::EventDescription, message: string, level: Reporter::Level);
}

event Intel::read_entry(desc: Input::EventDescription, tpe: Input::Event, item: Intel::Item)
	{
	Intel::insert(item);
	}

function with_prefix(path: string): string
	{
	if ( path_prefix == "" || starts_with(path, "/") )
		return path;

	return rstrip(path_prefix, "/") + "/" + path;
	}

event zeek_init() &priority=5
	{
	# only one node of a cluster reads
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		return;

	for ( path in read_files )
		Input::add_event(Input::EventDescription($source=with_prefix(path),
			$reader=Input::READER_ASCII, $mode=Input::REREAD, $name="intel-" + path,
			$fields=Intel::Item, $ev=Intel::read_entry, $error_ev=Intel::read_error));
	}
