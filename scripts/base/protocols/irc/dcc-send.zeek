##! Transfers that are announced in IRC.

@load ./main
@load base/utils/files
@load base/frameworks/cluster
@load base/protocols/conn/removal-hooks

module IRC;

export {
	## Transfers that are waited for at once.
	const max_dcc_expected_transfers = 5000 &redef;

	redef record Info += {
		dcc_file_name: string &log &optional;
		dcc_file_size: count &log &optional;
		dcc_mime_type: string &log &optional;
	};

	## Logs what has no end of its own.
	global finalize_irc_data: Conn::RemovalHook;
}

# By responder.
global dcc_expected_transfers: table[addr, port] of Info &read_expire=5mins;

# Where nodes of a cluster tell of expected transfers.
function dcc_relay_topic(): string
	{
	local topic = Cluster::rr_topic(Cluster::proxy_pool, "dcc_transfer_rr_key");
	return topic == "" ? Cluster::manager_topic : topic;
	}

event dcc_transfer_add(host: addr, p: port, info: Info)
	{
@if ( Cluster::local_node_type() == Cluster::PROXY ||
      Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, dcc_transfer_add, host, p, info);
@else
	dcc_expected_transfers[host, p] = info;
	Analyzer::schedule_analyzer(0.0.0.0, host, p, Analyzer::ANALYZER_IRC_DATA, 5min);
@endif
	}

event dcc_transfer_remove(host: addr, p: port)
	{
@if ( Cluster::local_node_type() == Cluster::PROXY ||
      Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, dcc_transfer_remove, host, p);
@else
	delete dcc_expected_transfers[host, p];
@endif
	}

# A transfer is not expected any more.
function forget_transfer(host: addr, p: port)
	{
	delete dcc_expected_transfers[host, p];
@if ( Cluster::is_enabled() )
	Cluster::publish(dcc_relay_topic(), dcc_transfer_remove, host, p);
@endif
	}

function log_dcc(f: fa_file)
	{
	if ( ! f?$conns )
		return;

	for ( id in f$conns )
		{
		if ( [id$resp_h, id$resp_p] !in dcc_expected_transfers )
			next;

		local info = dcc_expected_transfers[id$resp_h, id$resp_p];
		local command = info?$command ? info$command : "";
		info$command = "DCC";
		Log::write(LOG, info);

		if ( command != "" )
			info$command = command;

		# The session may send other files.
		delete info$dcc_file_name;
		delete info$dcc_file_size;
		delete info$dcc_mime_type;
		forget_transfer(id$resp_h, id$resp_p);
		return;
		}
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=-5
	{
	if ( f$source == "IRC_DATA" )
		log_dcc(f);
	}

event irc_dcc_message(c: connection, is_orig: bool, prefix: string, target: string, dcc_type: string, argument: string, address: addr, dest_port: count, size: count) &priority=5
	{
	set_session(c);

	if ( dcc_type != "SEND" )
		return;

	if ( max_dcc_expected_transfers > 0 &&
	     |dcc_expected_transfers| >= max_dcc_expected_transfers )
		{
		Reporter::conn_weird("irc_max_dcc_expected_transfers_exceeded", c);
		return;
		}

	c$irc$dcc_file_name = argument;
	c$irc$dcc_file_size = size;
	local p = count_to_port(dest_port, tcp);
	Analyzer::schedule_analyzer(0.0.0.0, address, p, Analyzer::ANALYZER_IRC_DATA, 5min);
	dcc_expected_transfers[address, p] = c$irc;
@if ( Cluster::is_enabled() )
	Cluster::publish(dcc_relay_topic(), dcc_transfer_add, address, p, c$irc);
@endif
	}

event scheduled_analyzer_applied(c: connection, a: Analyzer::Tag) &priority=10
	{
	if ( [c$id$resp_h, c$id$resp_p] !in dcc_expected_transfers )
		return;

	add c$service["irc-dcc-data"];
	Conn::register_removal_hook(c, finalize_irc_data);
	}

hook finalize_irc_data(c: connection)
	{
	if ( [c$id$resp_h, c$id$resp_p] in dcc_expected_transfers )
		forget_transfer(c$id$resp_h, c$id$resp_p);
	}
