##! Mails that SMTP transfers, each as a line of smtp.log.

@load base/utils/addrs
@load base/utils/directions-and-hosts
@load base/utils/email
@load base/protocols/conn/removal-hooks
@load base/frameworks/notice/weird

module SMTP;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Whose mails have their path of servers logged.
	option mail_path_capture = ALL_HOSTS;

	## Whether commands in a wrong order are a weird.
	option mail_transaction_validation = T;

	## Addresses of `Cc` that one line names.
	const max_cc_addresses = 1000 &redef;

	## Wrong commands after which a connection is left alone; 0 for no limit.
	option max_invalid_mail_transactions = 25;

	## Servers that one line names.
	const max_path_length = 1000 &redef;

	## Receivers that one line names.
	const max_rcptto_addresses = 1000 &redef;

	## Addresses of `To` that one line names.
	const max_to_addresses = 1000 &redef;

	## Ports of SMTP servers.
	const ports: set[port] = {25/tcp, 587/tcp} &redef;

	## A line of smtp.log: a mail.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		trans_depth: count &log;
		helo: string &log &optional;
		mailfrom: string &log &optional;
		rcptto: set[string] &log &optional;
		date: string &log &optional;
		from: string &log &optional;
		to: set[string] &log &optional;
		cc: set[string] &log &optional;
		reply_to: string &log &optional;
		msg_id: string &log &optional;
		in_reply_to: string &log &optional;
		subject: string &log &optional;
		x_originating_ip: addr &log &optional;
		first_received: string &log &optional;
		second_received: string &log &optional;
		last_reply: string &log &optional;
		path: vector of addr &log &optional;
		user_agent: string &log &optional;
		tls: bool &log &default=F;
		process_received_from: bool &default=T;
		has_client_activity: bool &default=F;
		process_smtp_headers: bool &default=T;
		entity_count: count &default=0;
	};

	## What is known of a connection.
	type State: record {
		helo: string &optional;
		messages_transferred: count &default=0;
		pending_messages: set[Info] &optional;
		trans_mail_from_seen: bool &default=F;
		trans_rcpt_to_seen: bool &default=F;
		invalid_transactions: count &default=0;
		bdat_last_observed: bool &default=F;
		analyzer_id: count &optional;
	};

	## A mail in few words.
	global describe: function(rec: Info): string;

	## Logs what has no end of its own.
	global finalize_smtp: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_smtp: event(rec: Info);
}

redef record connection += {
	smtp: Info &optional;
	smtp_state: State &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_smtp, $path="smtp",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_SMTP, ports);
	}

# The line of the next mail in a connection.
function new_info(c: connection): Info
	{
	local info = Info($ts=network_time(), $uid=c$uid, $id=c$id,
		$trans_depth=c$smtp_state$messages_transferred + 1);

	if ( c$smtp_state?$helo )
		info$helo = c$smtp_state$helo;

	# A mail's way ends with the two hosts of the connection, the last one first.
	info$path = vector(c$id$resp_h, c$id$orig_h);
	Conn::register_removal_hook(c, finalize_smtp);
	return info;
	}

function set_session(c: connection)
	{
	if ( ! c?$smtp_state )
		c$smtp_state = State();

	if ( ! c?$smtp )
		c$smtp = new_info(c);
	}

# Logs the mail at hand, if there is anything of it.
function smtp_message(c: connection)
	{
	if ( ! c$smtp$has_client_activity )
		return;

	Log::write(SMTP::LOG, c$smtp);
	c$smtp = new_info(c);
	}

function invalid_transaction(c: connection, why: string)
	{
	Reporter::conn_weird("smtp_mail_transaction_invalid", c, why, "SMTP");

	local state = c$smtp_state;
	++state$invalid_transactions;

	if ( max_invalid_mail_transactions == 0 || ! state?$analyzer_id ||
		state$invalid_transactions <= max_invalid_mail_transactions )
		return;

	Reporter::conn_weird("smtp_excessive_invalid_mail_transactions", c, "", "SMTP");

	if ( disable_analyzer(c$id, state$analyzer_id) )
		delete state$analyzer_id;
	}

# Whether one more address goes into a set that has so many; a weird if not.
function has_room(c: connection, most: count, have: count, weird: string): bool
	{
	if ( most == 0 || have < most )
		return T;

	Reporter::conn_weird(weird, c);
	return F;
	}

event analyzer_confirmation_info(atype: AllAnalyzers::Tag, info: AnalyzerConfirmationInfo)
	{
	if ( atype != Analyzer::ANALYZER_SMTP )
		return;

	set_session(info$c);
	info$c$smtp_state$analyzer_id = info$aid;
	}

function rcpt_command(c: connection, arg: string)
	{
	if ( ! c$smtp?$rcptto )
		c$smtp$rcptto = set();

	for ( receiver in extract_email_addrs_set(arg) )
		{
		if ( ! has_room(c, max_rcptto_addresses, |c$smtp$rcptto|,
			"smtp_too_many_rcptto_addresses") )
			break;

		add c$smtp$rcptto[gsub(receiver, /ORCPT=rfc822;?/, "")];
		}

	c$smtp$has_client_activity = T;
	c$smtp_state$trans_rcpt_to_seen = T;

	if ( mail_transaction_validation && ! c$smtp_state$trans_mail_from_seen )
		invalid_transaction(c, "rcpt to missing mail from");
	}

function mail_command(c: connection, arg: string)
	{
	# Perhaps the reply to the mail before was missed.
	smtp_message(c);

	local sender = extract_first_email_addr(arg);

	if ( sender != "" )
		c$smtp$mailfrom = sender;

	c$smtp$has_client_activity = T;
	c$smtp_state$trans_mail_from_seen = T;
	c$smtp_state$trans_rcpt_to_seen = F;
	}

# The next mail has to begin anew.
function end_transaction(c: connection)
	{
	c$smtp_state$trans_mail_from_seen = F;
	c$smtp_state$trans_rcpt_to_seen = F;
	}

function data_command(c: connection, is_last: bool)
	{
	if ( mail_transaction_validation && ! c$smtp_state$trans_rcpt_to_seen )
		invalid_transaction(c, "data missing rcpt to");

	if ( is_last )
		{
		end_transaction(c);
		c$smtp_state$bdat_last_observed = T;
		}
	}

event smtp_request(c: connection, is_orig: bool, command: string, arg: string) &priority=5
	{
	set_session(c);

	switch ( to_upper(command) )
		{
		case "HELO", "EHLO":
			c$smtp_state$helo = arg;
			c$smtp$helo = arg;
			break;
		case "MAIL":
			if ( /^[fF][rR][oO][mM]:/ in arg )
				mail_command(c, arg);
			break;
		case "RCPT":
			if ( /^[tT][oO]:/ in arg )
				rcpt_command(c, arg);
			break;
		case "DATA":
			data_command(c, F);
			break;
		case "BDAT":
			data_command(c, ends_with(arg, " LAST"));
			break;
		case ".":
			end_transaction(c);
			break;
		}
	}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string,
	cont_resp: bool) &priority=5
	{
	set_session(c);
	c$smtp$last_reply = fmt("%d %s", code, msg);
	}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string,
	cont_resp: bool) &priority=-5
	{
	local state = c$smtp_state;

	if ( cmd != "." && (cmd != "BDAT" || cont_resp || ! state$bdat_last_observed) )
		return;

	++state$messages_transferred;
	state$bdat_last_observed = F;
	smtp_message(c);
	c$smtp = new_info(c);
	}

event smtp_starttls(c: connection) &priority=5
	{
	if ( c?$smtp )
		{
		c$smtp$tls = T;
		c$smtp$has_client_activity = T;
		}
	}

# Only the first header is that of the mail.
event mime_begin_entity(c: connection) &priority=5
	{
	if ( c?$smtp && ++c$smtp$entity_count > 1 )
		c$smtp$process_smtp_headers = F;
	}

function to_header(c: connection, value: string)
	{
	if ( ! c$smtp?$to )
		c$smtp$to = set();

	for ( receiver in split_mime_email_addresses(value) )
		{
		if ( ! has_room(c, max_to_addresses, |c$smtp$to|, "smtp_too_many_to_addresses") )
			break;

		add c$smtp$to[receiver];
		}
	}

function cc_header(c: connection, value: string)
	{
	if ( ! c$smtp?$cc )
		c$smtp$cc = set();

	for ( receiver in split_mime_email_addresses(value) )
		{
		if ( ! has_room(c, max_cc_addresses, |c$smtp$cc|, "smtp_too_many_cc_addresses") )
			break;

		add c$smtp$cc[receiver];
		}
	}

function received_header(c: connection, value: string)
	{
	if ( c$smtp?$first_received )
		c$smtp$second_received = c$smtp$first_received;

	c$smtp$first_received = value;
	}

event mime_one_header(c: connection, h: mime_header_rec) &priority=5
	{
	if ( ! c?$smtp || ! c$smtp$process_smtp_headers )
		return;

	local found = h$value;

	switch ( h$name )
		{
		case "MESSAGE-ID":
			c$smtp$msg_id = found;
			break;
		case "RECEIVED":
			received_header(c, found);
			break;
		case "IN-REPLY-TO":
			c$smtp$in_reply_to = found;
			break;
		case "SUBJECT":
			c$smtp$subject = found;
			break;
		case "FROM":
			c$smtp$from = found;
			break;
		case "REPLY-TO":
			c$smtp$reply_to = found;
			break;
		case "DATE":
			c$smtp$date = found;
			break;
		case "TO":
			to_header(c, found);
			break;
		case "CC":
			cc_header(c, found);
			break;
		case "X-ORIGINATING-IP":
			local addresses = extract_ip_addresses(found);

			if ( |addresses| > 0 )
				c$smtp$x_originating_ip = to_addr(addresses[0]);

			break;
		case "X-MAILER", "USER-AGENT", "X-USER-AGENT":
			c$smtp$user_agent = found;
			break;
		}
	}

# The way of a mail, as its servers tell it; from one that does not count, no further.
event mime_one_header(c: connection, h: mime_header_rec) &priority=3
	{
	if ( ! c?$smtp || h$name != "RECEIVED" || ! c$smtp$process_received_from ||
		! c$smtp$process_smtp_headers )
		return;

	# Where two are named, the second is how the server itself saw the client.
	local addresses = extract_ip_addresses(h$value, T);

	if ( |addresses| == 0 )
		return;

	local server = to_addr(addresses[|addresses| > 1 ? 1 : 0]);

	if ( ! addr_matches_host(server, mail_path_capture) && ! Site::is_private_addr(server) )
		c$smtp$process_received_from = F;

	local length = |c$smtp$path|;

	if ( c$smtp$path[length - 1] == server )
		return;

	if ( has_room(c, max_path_length, length, "smtp_max_path_length_exceeded") )
		c$smtp$path += server;
	}

hook finalize_smtp(c: connection)
	{
	if ( c?$smtp )
		smtp_message(c);
	}

function describe(rec: Info): string
	{
	if ( ! rec?$mailfrom || ! rec?$rcptto )
		return "";

	local first = "";

	for ( receiver in rec$rcptto )
		{
		first = receiver;
		break;
		}

	local others = |rec$rcptto| > 1 ? fmt(" (plus %d others)", |rec$rcptto| - 1) : "";
	local subject = "";

	if ( rec?$subject && |rec$subject| > 20 )
		subject = fmt(": %s...", rec$subject[0:21]);

	return fmt("%s -> %s%s%s", rec$mailfrom, first, others, subject);
	}
