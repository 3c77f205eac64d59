##! Where SMTP is looked for, and the form of smtp.log.

@load base/utils/addrs
@load base/utils/directions-and-hosts
@load base/utils/email
@load base/protocols/conn/removal-hooks

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
