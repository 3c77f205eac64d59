##! The log of what should not be on a network: broken packets, odd connections.

@load base/utils/conn-ids
@load base/utils/site
@load ./main

module Weird;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## Something weird that deserves a notice.
		Activity
	};

	## A line of weird.log.
	type Info: record {
		ts: time &log;
		uid: string &log &optional;
		id: conn_id &log &optional;
		## The connection that it is about; fills in uid and id.
		conn: connection &optional;
		name: string &log;
		addl: string &log &optional;
		notice: bool &log &default=F;
		peer: string &log &default=peer_description;
		## The analyzer that found it.
		source: string &log &optional;
		## What it is about; the same is not logged again soon.
		identifier: string &optional;
	};

	## What is done about it, and how often.
	type Action: enum {
		ACTION_UNSPECIFIED,
		ACTION_IGNORE,
		ACTION_LOG,
		ACTION_LOG_ONCE,
		ACTION_LOG_PER_CONN,
		ACTION_LOG_PER_ORIG,
		ACTION_NOTICE,
		ACTION_NOTICE_ONCE,
		ACTION_NOTICE_PER_CONN,
		ACTION_NOTICE_PER_ORIG,
	};

	## What is done about each kind; all others are logged.
	const actions: table[string] of Action = {
		["FIN_after_reset"] = ACTION_IGNORE,
		["spontaneous_FIN"] = ACTION_IGNORE,
		["spontaneous_RST"] = ACTION_IGNORE,
		["unsolicited_SYN_response"] = ACTION_IGNORE,
		["FTP_arg_too_long"] = ACTION_LOG_PER_CONN,
		["FTP_max_command_length_exceeded"] = ACTION_LOG_PER_CONN,
		["FTP_password_too_long"] = ACTION_LOG_PER_CONN,
		["FTP_reply_msg_too_long"] = ACTION_LOG_PER_CONN,
		["FTP_too_many_pending_commands"] = ACTION_LOG_PER_CONN,
		["FTP_user_too_long"] = ACTION_LOG_PER_CONN,
		["simultaneous_open"] = ACTION_LOG_PER_CONN,
		["smb_tree_connect_andx_response_without_tree"] = ACTION_LOG_PER_CONN,
		["smtp_excessive_invalid_mail_transactions"] = ACTION_LOG_PER_CONN,
		["smtp_mail_transaction_invalid"] = ACTION_LOG_PER_CONN,
		["bad_ICMP_checksum"] = ACTION_LOG_PER_ORIG,
		["bad_IP_checksum"] = ACTION_LOG_PER_ORIG,
		["bad_RPC"] = ACTION_LOG_PER_ORIG,
		["bad_TCP_checksum"] = ACTION_LOG_PER_ORIG,
		["bad_UDP_checksum"] = ACTION_LOG_PER_ORIG,
		["connection_originator_SYN_ack"] = ACTION_LOG_PER_ORIG,
		["DNS_label_forward_compress_offset"] = ACTION_LOG_PER_ORIG,
		["DNS_label_len_gt_name_len"] = ACTION_LOG_PER_ORIG,
		["DNS_label_len_gt_pkt"] = ACTION_LOG_PER_ORIG,
		["DNS_label_too_long"] = ACTION_LOG_PER_ORIG,
		["excess_RPC"] = ACTION_LOG_PER_ORIG,
		["excessively_small_fragment"] = ACTION_LOG_PER_ORIG,
		["fragment_inconsistency"] = ACTION_LOG_PER_ORIG,
		["fragment_overlap"] = ACTION_LOG_PER_ORIG,
		["fragment_size_inconsistency"] = ACTION_LOG_PER_ORIG,
		["originator_RPC_reply"] = ACTION_LOG_PER_ORIG,
		["partial_RPC"] = ACTION_LOG_PER_ORIG,
		["responder_RPC_call"] = ACTION_LOG_PER_ORIG,
		["SSH_max_packet_length_exceeded"] = ACTION_LOG_PER_ORIG,
		["SSH_max_string_length_exceeded"] = ACTION_LOG_PER_ORIG,
		["SYN_with_data"] = ACTION_LOG_PER_ORIG,
		["UDP_datagram_length_mismatch"] = ACTION_LOG_PER_ORIG,
		["FIN_storm"] = ACTION_NOTICE_PER_ORIG,
		["successful_RPC_reply_to_invalid_request"] = ACTION_NOTICE_PER_ORIG,
		["SYN_after_partial"] = ACTION_NOTICE_PER_ORIG,
	} &default=ACTION_LOG &redef;

	## Hosts about which some kinds are not told.
	option ignore_hosts: set[addr, string] = {};

	## Kinds that are told as often as they are seen.
	option weird_do_not_ignore_repeats: set[string] = {
		"bad_IP_checksum", "bad_TCP_checksum", "bad_UDP_checksum", "bad_ICMP_checksum"
	};

	## What was told of late.
	global weird_ignore: set[string, string] &create_expire=10 min &redef;

	global did_log: set[string, string] &create_expire=1 day &redef;
	global did_notice: set[string, string] &create_expire=1 day &redef;
	global log_weird: event(rec: Info);
	global weird: function(w: Weird::Info)
		&deprecated="Remove in v9.1. Use Reporter::<granularity>_weird instead.";
}

const per_orig = { ACTION_LOG_PER_ORIG, ACTION_NOTICE_PER_ORIG };
const only_once = { ACTION_LOG_ONCE, ACTION_NOTICE_ONCE };
const logged_rarely = { ACTION_LOG_ONCE, ACTION_LOG_PER_CONN, ACTION_LOG_PER_ORIG };

const noticed_rarely = {
	ACTION_NOTICE_ONCE,
	ACTION_NOTICE_PER_CONN,
	ACTION_NOTICE_PER_ORIG
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="weird", $ev=log_weird,
		$policy=log_policy));
	}

# What a repetition must agree in to count as one.
function scope_of(w: Info, action: Action, identifier: string): string
	{
	if ( action in only_once )
		return "";

	return action in per_orig && w?$id ? cat(w$id$orig_h) : identifier;
	}

# Tells whether the action was taken before, and takes note that it is now.
function is_repetition(w: Info, action: Action, identifier: string): bool
	{
	local key = scope_of(w, action, identifier);

	if ( action in noticed_rarely )
		{
		if ( [w$name, key] in did_notice )
			return T;

		add did_notice[w$name, key];
		}
	else if ( action in logged_rarely )
		{
		if ( [w$name, key] in did_log )
			return T;

		add did_log[w$name, key];
		}

	return F;
	}

function raise_notice(w: Info)
	{
	local n = Notice::Info($note=Activity, $msg=w$name);

	if ( w?$conn )
		n$conn = w$conn;
	else
		{
		if ( w?$uid )
			n$uid = w$uid;

		if ( w?$id )
			n$id = w$id;
		}

	if ( w?$addl )
		n$sub = w$addl;

	w$notice = T;
	NOTICE(n);
	}

function is_about_ignored_host(w: Info): bool
	{
	return w?$id && ([w$id$orig_h, w$name] in ignore_hosts || [w$id$resp_h, w$name] in ignore_hosts);
	}

function identifier_of(w: Info): string
	{
	if ( w?$identifier )
		return w$identifier;

	return w?$id ? id_string(w$id) : "";
	}

function do_weird(w: Weird::Info)
	{
	local action = actions[w$name];
	local identifier = identifier_of(w);

	if ( action == ACTION_IGNORE || [w$name, identifier] in weird_ignore )
		return;

	if ( w?$conn )
		{
		w$uid = w$conn$uid;
		w$id = w$conn$id;
		}

	if ( is_about_ignored_host(w) || is_repetition(w, action, identifier) )
		return;

	if ( action == ACTION_NOTICE || action in noticed_rarely )
		raise_notice(w);

	if ( w$name !in weird_do_not_ignore_repeats )
		add weird_ignore[w$name, identifier];

	Log::write(LOG, w);
	}

function weird(w: Weird::Info)
	{
	do_weird(w);
	}

# Fills in what may be empty, then takes up the matter.
function tell(w: Info, addl: string, source: string)
	{
	if ( addl != "" )
		w$addl = addl;

	if ( source != "" )
		w$source = source;

	do_weird(w);
	}

event conn_weird(name: string, c: connection, addl: string, source: string)
	{
	tell(Info($ts=network_time(), $name=name, $conn=c, $identifier=id_string(c$id)), addl, source);
	}

event expired_conn_weird(name: string, id: conn_id, uid: string, addl: string, source: string)
	{
	tell(Info($ts=network_time(), $name=name, $uid=uid, $id=id, $identifier=id_string(id)),
		addl, source);
	}

event flow_weird(name: string, src: addr, dst: addr, addl: string, source: string)
	{
	local none = count_to_port(0, unknown_transport);
	local id = conn_id($orig_h=src, $orig_p=none, $resp_h=dst, $resp_p=none);

	tell(Info($ts=network_time(), $name=name, $id=id, $identifier=fmt("%s -> %s", src, dst)),
		addl, source);
	}

event net_weird(name: string, addl: string, source: string)
	{
	tell(Info($ts=network_time(), $name=name), addl, source);
	}

event file_weird(name: string, f: fa_file, addl: string, source: string)
	{
	tell(Info($ts=network_time(), $name=name), addl == "" ? f$id : fmt("%s: %s", f$id, addl), source);
	}
