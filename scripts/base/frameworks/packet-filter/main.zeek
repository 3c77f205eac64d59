##! Which packets are looked at, and the log of it.

@load base/frameworks/notice
@load base/frameworks/analyzer
@load ./utils

module PacketFilter;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## A filter is no valid one.
		Compile_Failure,
		## A filter could not be put to work.
		Install_Failure,
		## A filter took long to compile.
		Too_Long_To_Compile_Filter
	};

	## A line of packet_filter.log.
	type Info: record {
		ts: time &log;
		node: string &log &optional;
		filter: string &log;
		## Whether it is the first filter of a run.
		init: bool &log &default=F;
		success: bool &log &default=T;
		failure_reason: string &log &optional;
	};

	## The filter where nothing else is asked for.
	const default_capture_filter: string = "ip or not ip" &redef;

	## Packets that are looked at in any case.
	const unrestricted_filter: string = "" &redef;

	## A condition that all packets must meet.
	const restricted_filter: string = "" &redef;

	const max_filter_compile_time: interval = 100 msec &redef;

	## Leaves packets out.
	global exclude: function(filter_id: string, filter: string): bool;

	## Leaves packets out for a while.
	global exclude_for: function(filter_id: string, filter: string, span: interval): bool;

	## Undoes exclude; F if there was nothing to undo.
	global remove_exclude: function(filter_id: string): bool;

	## Builds the filter anew and puts it to work.
	global install: function(): bool;

	## A function that may call exclude while a filter is built.
	type FilterPlugin: record {
		func: function();
	};

	global register_filter_plugin: function(fp: FilterPlugin);
	const enable_auto_protocol_capture_filters: bool = F &redef;

	## The filter in use.
	global current_filter: string = "<not set yet>";
}

redef enum PcapFilterID += { DefaultPcapFilter, FilterTester };

global dynamic_restrict_filters: table[string] of string = {};
global filter_plugins: set[FilterPlugin] = {};
global currently_building = F;

# Set by those who would have the filter made anew, some time soon.
global filter_changed = F;

function test_filter(filter: string): bool
	{
	return Pcap::precompile_pcap_filter(FilterTester, filter);
	}

function check_filters(kind: string, wanted: table[string] of string)
	{
	for ( id, filter in wanted )
		{
		if ( ! test_filter(filter) )
			Reporter::fatal(fmt("Invalid %s named '%s' - '%s'", kind, id, filter));
		}
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="packet_filter",
		$policy=log_policy));

	check_filters("capture_filter", capture_filters);
	check_filters("restrict filter", restrict_filters);
	}

event filter_change_tracking()
	{
	if ( filter_changed )
		install();

	schedule 5min { filter_change_tracking() };
	}

event zeek_init() &priority=-6
	{
	install();
	event filter_change_tracking();
	}

function register_filter_plugin(fp: FilterPlugin)
	{
	add filter_plugins[fp];
	}

function exclude(filter_id: string, filter: string): bool
	{
	if ( ! test_filter(filter) )
		return F;

	dynamic_restrict_filters[filter_id] = filter;
	install();
	return T;
	}

function remove_exclude(filter_id: string): bool
	{
	if ( filter_id !in dynamic_restrict_filters )
		return F;

	delete dynamic_restrict_filters[filter_id];
	install();
	return T;
	}

event remove_dynamic_filter(filter_id: string)
	{
	remove_exclude(filter_id);
	}

function exclude_for(filter_id: string, filter: string, span: interval): bool
	{
	if ( ! exclude(filter_id, filter) )
		return F;

	schedule span { remove_dynamic_filter(filter_id) };
	return T;
	}

# What is to be captured.
function wanted_packets(): string
	{
	local filter = "";

	if ( |capture_filters| == 0 && ! enable_auto_protocol_capture_filters )
		filter = default_capture_filter;

	for ( _, part in capture_filters )
		filter = combine_filters(filter, "or", part);

	if ( enable_auto_protocol_capture_filters )
		filter = combine_filters(filter, "or", Analyzer::get_bpf());

	return filter;
	}

# What all packets must fulfil.
function conditions(): string
	{
	local filter = "";

	for ( _, part in restrict_filters )
		filter = combine_filters(filter, "and", part);

	for ( _, unwanted in dynamic_restrict_filters )
		filter = combine_filters(filter, "and", fmt("not (%s)", unwanted));

	return filter;
	}

function build(): string
	{
	if ( cmd_line_bpf_filter != "" )
		return cmd_line_bpf_filter;

	# Plugins may call exclude, which must not begin to build again.
	currently_building = T;

	for ( plugin in filter_plugins )
		plugin$func();

	currently_building = F;

	local filter = combine_filters(wanted_packets(), "and", conditions());

	if ( unrestricted_filter != "" )
		filter = combine_filters(unrestricted_filter, "or", filter);

	if ( restricted_filter != "" )
		filter = combine_filters(restricted_filter, "and", filter);

	return filter;
	}

function complain(note: Notice::Type, msg: string, filter: string)
	{
	NOTICE(Notice::Info($note=note, $msg=msg, $sub=filter));
	}

# Compiles a filter; one that does not compile at the start ends the run.
function compile(filter: string)
	{
	if ( Pcap::precompile_pcap_filter(DefaultPcapFilter, filter) )
		return;

	local text = fmt("Bad pcap filter '%s': %s", filter,
		Pcap::get_filter_state_string(DefaultPcapFilter));

	complain(Compile_Failure, "Compiling packet filter failed", filter);

	if ( network_time() == double_to_time(0.0) )
		Reporter::fatal(text);
	else
		Reporter::warning(text);
	}

function log_filter(success: bool)
	{
	local started = network_time() != double_to_time(0.0);
	local info = Info($ts=started ? network_time() : current_time(), $node=peer_description,
		$filter=current_filter, $init=! started, $success=success);

	if ( ! success )
		info$failure_reason = Pcap::get_filter_state_string(DefaultPcapFilter);

	Log::write(LOG, info);
	}

function install(): bool
	{
	if ( currently_building )
		return F;

	local filter = build();

	if ( filter == current_filter )
		return F;

	compile(filter);
	current_filter = filter;

	local success = Pcap::install_pcap_filter(DefaultPcapFilter);

	if ( ! success )
		complain(Install_Failure, "Installing packet filter failed", filter);

	if ( reading_traces() || reading_live_traffic() )
		log_filter(success);

	filter_changed = F;
	return T;
	}
