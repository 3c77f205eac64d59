##! What is done when a signature matches: log lines, notices, counts.

@load base/frameworks/notice

module Signatures;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## A signature matched.
		Sensitive_Signature,
		## One host matched many signatures at another one.
		Multiple_Signatures,
		## One host matched the same signature at many others.
		Multiple_Sig_Responders,
		## A signature matched often at one host.
		Count_Signature,
		## How often a host matched a signature lately.
		Signature_Summary,
	};

	## What is done about a signature; unless said otherwise it is also logged.
	type Action: enum {
		## Nothing.
		SIG_IGNORE,
		## It only counts, without a line in the log.
		SIG_QUIET,
		SIG_LOG,
		## It is logged, but does not count.
		SIG_FILE_BUT_NO_SCAN,
		## A notice each time.
		SIG_ALARM,
		## A notice for each originator's first match.
		SIG_ALARM_PER_ORIG,
		## A notice for the first match.
		SIG_ALARM_ONCE,
		## No log, but a notice when a responder was matched so and so often.
		SIG_COUNT_PER_RESP,
		## A summary for each originator.
		SIG_SUMMARY,
	};

	## A line of signatures.log.
	type Info: record {
		ts: time &log;
		uid: string &log &optional;
		## The host that sent what matched.
		src_addr: addr &log &optional;
		src_port: port &log &optional;
		dst_addr: addr &log &optional;
		dst_port: port &log &optional;
		note: Notice::Type &log;
		sig_id: string &log &optional;
		event_msg: string &log &optional;
		## What matched, or more about it.
		sub_msg: string &log &optional;
		## How many signatures matched.
		sig_count: count &log &optional;
		## At how many hosts it matched.
		host_count: count &log &optional;
	};

	## What is done about each signature.
	global actions: table[string] of Action = {
		["unspecified"] = SIG_IGNORE,
	} &redef &default=SIG_ALARM;

	## Signatures about which nothing is ever done.
	option ignored_ids = /NO_DEFAULT_MATCHES/;

	## At how many responders one originator must match a signature for a notice.
	const horiz_scan_thresholds = { 5, 10, 50, 100, 500, 1000 } &redef;

	## How many signatures one originator must match at a responder for a notice.
	const vert_scan_thresholds = { 5, 10, 50, 100, 500, 1000 } &redef;

	## How often a signature must match at a responder for a notice.
	const count_thresholds = { 5, 10, 50, 100, 500, 1000, 10000, 1000000 } &redef;

	## How long matches are collected for a summary.
	option summary_interval = 1 day;

	global log_signature: event(rec: Info);
}

# The responders of each originator and signature, and the signatures of each pair.
global horiz_table: table[addr, string] of addr_set &read_expire=1 hr;
global vert_table: table[addr, addr] of string_set &read_expire=1 hr;

# The thresholds that were told last.
global last_hthresh: table[addr] of count &default=0 &read_expire=1 hr;
global last_vthresh: table[addr] of count &default=0 &read_expire=1 hr;

global count_per_resp: table[addr, string] of count &default=0 &read_expire=1 hr;
global count_per_orig: table[addr, string] of count &default=0 &read_expire=1 hr;
global did_sig_log: set[string] &read_expire=1 hr;

# How much of the matched data is told.
const shown_data = 140;

event zeek_init() &priority=5
	{
	Log::create_stream(Signatures::LOG, Log::Stream($columns=Info, $path="signatures", $ev=log_signature,
		$policy=log_policy));
	}

event sig_summary(orig: addr, id: string, msg: string)
	{
	NOTICE(Notice::Info($note=Signature_Summary, $src=orig, $msg=fmt("%s: %s", orig, msg),
		$n=count_per_orig[orig, id]));
	}

# A line about one match, with the side that sent the data first.
function match_of(state: signature_state, msg: string, data: string): Info
	{
	local id = state$conn$id;
	local rec = Info($ts=network_time(), $note=Sensitive_Signature, $uid=state$conn$uid,
		$src_addr=id$orig_h, $src_port=id$orig_p, $dst_addr=id$resp_h, $dst_port=id$resp_p,
		$sig_id=state$sig_id, $sub_msg=data);

	if ( ! state$is_orig )
		{
		rec$src_addr = id$resp_h;
		rec$src_port = id$resp_p;
		rec$dst_addr = id$orig_h;
		rec$dst_port = id$orig_p;
		}

	rec$event_msg = fmt("%s: %s", rec$src_addr, msg);
	return rec;
	}

function count_for_responder(state: signature_state, msg: string)
	{
	local host = state$conn$id$resp_h;
	local n = ++count_per_resp[host, state$sig_id];

	if ( n in count_thresholds )
		NOTICE(Notice::Info($note=Count_Signature, $conn=state$conn, $msg=msg, $n=n,
			$sub=fmt("%d matches of signature %s on host %s", n, state$sig_id, host)));
	}

# Whether a match is the first that counts for its action, and so is told.
function deserves_notice(action: Action, state: signature_state, msg: string): bool
	{
	local orig = state$conn$id$orig_h;

	switch ( action )
		{
		case SIG_ALARM:
			return T;

		case SIG_ALARM_PER_ORIG:
			return ++count_per_orig[orig, state$sig_id] == 1;

		case SIG_SUMMARY:
			if ( ++count_per_orig[orig, state$sig_id] == 1 )
				schedule summary_interval { sig_summary(orig, state$sig_id, msg) };
			return F;

		case SIG_ALARM_ONCE:
			if ( state$sig_id in did_sig_log )
				return F;
			add did_sig_log[state$sig_id];
			return T;
		}

	return F;
	}

# One originator, one signature, many responders.
function check_horizontally(state: signature_state, msg: string)
	{
	local orig = state$conn$id$orig_h;
	local id = state$sig_id;

	if ( [orig, id] !in horiz_table )
		horiz_table[orig, id] = set();

	add horiz_table[orig, id][state$conn$id$resp_h];
	local hosts = |horiz_table[orig, id]|;

	if ( hosts !in horiz_scan_thresholds || hosts == last_hthresh[orig] )
		return;

	local text = fmt("%s has triggered signature %s on %d hosts", orig, id, hosts);
	Log::write(Signatures::LOG, Info($ts=network_time(), $note=Multiple_Sig_Responders, $src_addr=orig,
		$sig_id=id, $event_msg=msg, $host_count=hosts, $sub_msg=text));
	NOTICE(Notice::Info($note=Multiple_Sig_Responders, $src=orig, $msg=msg, $n=hosts, $sub=text));
	last_hthresh[orig] = hosts;
	}

# One originator, one responder, many signatures.
function check_vertically(state: signature_state)
	{
	local orig = state$conn$id$orig_h;
	local resp = state$conn$id$resp_h;

	if ( [orig, resp] !in vert_table )
		vert_table[orig, resp] = set();

	add vert_table[orig, resp][state$sig_id];
	local sigs = |vert_table[orig, resp]|;

	if ( sigs !in vert_scan_thresholds || sigs == last_vthresh[orig] )
		return;

	local msg = fmt("%s different signatures triggered", sigs);
	local text = fmt("%s has triggered %d different signatures on host %s", orig, sigs, resp);
	Log::write(Signatures::LOG, Info($ts=network_time(), $note=Multiple_Signatures, $src_addr=orig,
		$dst_addr=resp, $sig_id=state$sig_id, $sig_count=sigs, $event_msg=msg, $sub_msg=text));
	NOTICE(Notice::Info($note=Multiple_Signatures, $src=orig, $dst=resp, $msg=msg, $n=sigs, $sub=text));
	last_vthresh[orig] = sigs;
	}

event signature_match(state: signature_state, msg: string, data: string)
	{
	local action = actions[state$sig_id];

	if ( action == SIG_IGNORE || ignored_ids in state$sig_id )
		return;

	if ( |data| > shown_data )
		data = sub_bytes(data, 0, shown_data) + "...";

	local rec = match_of(state, msg, data);

	if ( action == SIG_COUNT_PER_RESP )
		count_for_responder(state, msg);
	else if ( action != SIG_QUIET )
		Log::write(Signatures::LOG, rec);

	if ( deserves_notice(action, state, msg) )
		NOTICE(Notice::Info($note=Sensitive_Signature, $conn=state$conn, $src=rec$src_addr,
			$dst=rec$dst_addr, $msg=rec$event_msg, $sub=data));

	if ( action == SIG_FILE_BUT_NO_SCAN || action == SIG_SUMMARY )
		return;

	check_horizontally(state, msg);
	check_vertically(state);
	}
