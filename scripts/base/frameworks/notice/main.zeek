##! Notices: what scripts find worth telling, and what is done about it.

@load base/frameworks/cluster

module Notice;

export {
	redef enum Log::ID += { LOG, ALARM_LOG };

	global log_policy: Log::PolicyHook;
	global log_policy_alarm: Log::PolicyHook;

	## Kinds of notices; scripts add their own.
	type Type: enum { Tally };

	## What can be done about a notice.
	type Action: enum { ACTION_NONE, ACTION_LOG, ACTION_EMAIL, ACTION_ALARM, ACTION_DROP };

	type ActionSet: set[Notice::Action];

	option default_suppression_interval: interval = 1 hr;

	## A notice, and a line of notice.log.
	type Info: record {
		ts: time &log &optional;
		uid: string &log &optional;
		id: conn_id &log &optional;
		## A connection that it concerns; fills in uid, id, src, dst and p.
		conn: connection &optional;
		## A file that it concerns; fills in the fields about files.
		f: fa_file &optional;
		fuid: string &log &optional;
		file_mime_type: string &log &optional;
		file_desc: string &log &optional;
		proto: transport_proto &log &optional;
		note: Type &log;
		## The message for people.
		msg: string &log &optional;
		sub: string &log &optional;
		src: addr &log &optional;
		dst: addr &log &optional;
		p: port &log &optional;
		n: count &log &optional;
		peer_name: string &optional;
		peer_descr: string &log &optional;
		actions: ActionSet &log &default=ActionSet();
		email_dest: set[string] &log &default=set();
		email_body_sections: vector of string &optional;
		## While there is one, mail waits for more sections.
		email_delay_tokens: set[string] &optional;
		## Notices of a kind with the same identifier suppress each other.
		identifier: string &optional;
		suppress_for: interval &log &default=default_suppression_interval;
	};

	option ignored_types: set[Notice::Type] = {};
	option emailed_types: set[Notice::Type] = {};
	option alarmed_types: set[Notice::Type] = {};
	option not_suppressed_types: set[Notice::Type] = {};
	const type_suppression_intervals: table[Notice::Type] of interval = {} &redef;

	## Decides what is done; a break leaves it at that.
	global policy: hook(n: Notice::Info);

	option sendmail: string = "/usr/sbin/sendmail";
	const mail_dest: string = "" &redef;
	option mail_from: string = "Zeek <zeek@localhost>";
	option reply_to: string = "";
	option mail_subject_prefix: string = "[Zeek]";
	const max_email_delay: interval = 15 sec &redef;

	## What a notice needs to know of a file.
	type FileInfo: record {
		fuid: string;
		desc: string;
		mime: string &optional;
		cid: conn_id &optional;
		cuid: string &optional;
	};

	option suppression_batch_period: interval = 10 msec;
	option suppression_batch_max_size: count = 50;

	global create_file_info: function(f: fa_file): Notice::FileInfo;
	global populate_file_info: function(f: fa_file, n: Notice::Info);
	global populate_file_info2: function(fi: Notice::FileInfo, n: Notice::Info);
	global log_mailing_postprocessor: function(info: Log::RotationInfo): bool;

	## Carries out what was decided.
	global notice: hook(n: Info);

	global begin_suppression: event(ts: time, suppress_for: interval, note: Type,
		identifier: string);

	## Tells whether an earlier notice suppresses this one.
	global is_being_suppressed: function(n: Notice::Info): bool;

	global suppressed: event(n: Notice::Info);
	global email_notice_to: function(n: Info, dest: string, extend: bool);
	global email_headers: function(subject_desc: string, dest: string): string;
	global log_notice: event(rec: Info);
	global apply_policy: function(n: Notice::Info);
}

module GLOBAL;

## Raises a notice.
function NOTICE(n: Notice::Info)
	{
	if ( Notice::is_being_suppressed(n) )
		return;

	Notice::apply_policy(n);
	hook Notice::notice(n);
	}

module Notice;

# Each entry lives until the time that it holds.
function time_left(t: table[Notice::Type, string] of time, note: Notice::Type,
	identifier: string): interval
	{
	local left = t[note, identifier] - network_time();
	return left > 0 sec ? left : 0 sec;
	}

global suppressing: table[Type, string] of time = {} &create_expire=0 sec &expire_func=time_left;

function sends_mail(dest: string): bool
	{
	return dest != "" && ! reading_traces();
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="notice", $ev=log_notice,
		$policy=log_policy));
	Log::create_stream(ALARM_LOG, Log::Stream($columns=Info, $path="notice_alarm",
		$policy=log_policy_alarm));

	if ( sends_mail(mail_dest) )
		Log::add_filter(ALARM_LOG, Log::Filter($name="alarm-mail", $path="alarm-mail",
			$writer=Log::WRITER_ASCII, $interv=24 hrs,
			$postprocessor=log_mailing_postprocessor));
	}

function email_headers(subject_desc: string, dest: string): string
	{
	local text = fmt("From: %s\nSubject: %s %s\nTo: %s\nUser-Agent: Zeek/%s\n", mail_from,
		mail_subject_prefix, subject_desc, dest, zeek_version());

	return reply_to == "" ? text : fmt("%sReply-To: %s\n", text, reply_to);
	}

function log_mailing_postprocessor(info: Log::RotationInfo): bool
	{
	if ( ! sends_mail(mail_dest) )
		return T;

	local log_name = safe_shell_quote(info$fname);
	piped_exec(fmt("cat - %s | %s -t -oi", log_name, sendmail),
		email_headers(fmt("Log Contents: %s", info$fname), mail_dest) + "\n");
	return T;
	}

function endpoint(h: addr, p: port): string
	{
	return fmt("%s:%d", h, p);
	}

# The part of a mail that says what the notice is about.
function email_subject_matter(n: Info): string
	{
	local text = "";

	if ( n?$file_desc )
		text += fmt("File Description: %s\n", n$file_desc);

	if ( n?$file_mime_type )
		text += fmt("File MIME Type: %s\n", n$file_mime_type);

	if ( text != "" )
		text += "\n";

	if ( n?$id )
		{
		text += fmt("Connection: %s -> %s\n", endpoint(n$id$orig_h, n$id$orig_p),
			endpoint(n$id$resp_h, n$id$resp_p));

		if ( n?$uid )
			text += fmt("Connection uid: %s\n", n$uid);
		}
	else if ( n?$src )
		text += fmt("Address: %s\n", n$src);

	return text;
	}

function email_body(n: Info, extend: bool): string
	{
	local text = fmt("\nMessage: %s\n", n$msg);

	if ( n?$sub )
		text += fmt("Sub-message: %s\n", n$sub);

	text += "\n" + email_subject_matter(n);

	if ( extend )
		{
		text += "\nEmail Extensions\n----------------\n";

		for ( _, section in n$email_body_sections )
			text += section + "\n";
		}

	return text + "\n\n--\n[Automatically generated]\n\n";
	}

event delay_sending_email(n: Notice::Info, dest: string, extend: bool)
	{
	email_notice_to(n, dest, extend);
	}

function email_notice_to(n: Notice::Info, dest: string, extend: bool)
	{
	if ( ! sends_mail(dest) )
		return;

	if ( extend && |n$email_delay_tokens| > 0 )
		{
		if ( network_time() < n$ts + max_email_delay )
			{
			schedule 1 sec { delay_sending_email(n, dest, extend) };
			return;
			}

		Reporter::info(fmt("Notice email delay tokens weren't released in time (%s).",
			n$email_delay_tokens));
		}

	piped_exec(fmt("%s -t -oi", sendmail),
		email_headers(cat(n$note), dest) + email_body(n, extend));
	}

hook Notice::policy(n: Notice::Info) &priority=10
	{
	local note = n$note;

	if ( note in ignored_types )
		break;

	if ( note in not_suppressed_types )
		n$suppress_for = 0 sec;

	if ( note in type_suppression_intervals )
		n$suppress_for = type_suppression_intervals[note];

	if ( note in alarmed_types )
		add n$actions[ACTION_ALARM];

	if ( note in emailed_types )
		add n$actions[ACTION_EMAIL];

	add n$actions[ACTION_LOG];
	}

hook Notice::notice(n: Notice::Info)
	{
	if ( ACTION_EMAIL in n$actions )
		add n$email_dest[mail_dest];
	}

# Last of all, the notice is written, and begins to suppress others.
hook Notice::notice(n: Notice::Info) &priority=-5
	{
	for ( dest in n$email_dest )
		email_notice_to(n, dest, T);

	if ( ACTION_LOG in n$actions )
		Log::write(LOG, n);

	if ( ACTION_ALARM in n$actions )
		Log::write(ALARM_LOG, n);

	if ( n?$identifier && n$suppress_for != 0 sec && [n$note, n$identifier] !in suppressing )
		{
		suppressing[n$note, n$identifier] = n$ts + n$suppress_for;
		event Notice::begin_suppression(n$ts, n$suppress_for, n$note, n$identifier);
		}
	}

event Notice::begin_suppression(ts: time, suppress_for: interval, note: Type, identifier: string)
	{
	suppressing[note, identifier] = ts + suppress_for;
	}

function is_being_suppressed(n: Notice::Info): bool
	{
	if ( ! n?$identifier || [n$note, n$identifier] !in suppressing )
		return F;

	event Notice::suppressed(n);
	return T;
	}

function create_file_info(f: fa_file): Notice::FileInfo
	{
	local fi = FileInfo($fuid=f$id, $desc=Files::describe(f));

	if ( f?$info && f$info?$mime_type )
		fi$mime = f$info$mime_type;

	if ( ! f?$conns )
		return fi;

	# The first connection stands for all.
	for ( id, c in f$conns )
		{
		fi$cid = id;
		fi$cuid = c$uid;
		break;
		}

	return fi;
	}

function populate_file_info(f: fa_file, n: Notice::Info)
	{
	populate_file_info2(create_file_info(f), n);
	}

function populate_file_info2(fi: Notice::FileInfo, n: Notice::Info)
	{
	n$file_desc = fi$desc;

	if ( ! n?$fuid )
		n$fuid = fi$fuid;

	if ( fi?$mime && ! n?$file_mime_type )
		n$file_mime_type = fi$mime;

	if ( fi?$cid )
		n$id = fi$cid;

	if ( fi?$cuid )
		n$uid = fi$cuid;
	}

# Fills in what follows from the connection.
function set_endpoints(n: Notice::Info)
	{
	if ( n?$conn )
		{
		if ( ! n?$uid )
			n$uid = n$conn$uid;

		if ( ! n?$id )
			n$id = n$conn$id;
		}

	if ( n?$id )
		{
		if ( ! n?$src )
			n$src = n$id$orig_h;

		if ( ! n?$dst )
			n$dst = n$id$resp_h;

		if ( ! n?$p )
			n$p = n$id$resp_p;
		}

	if ( n?$p )
		n$proto = get_port_transport_proto(n$p);
	}

function apply_policy(n: Notice::Info)
	{
	if ( ! n?$ts )
		n$ts = network_time();

	if ( n?$f )
		populate_file_info(n$f, n);

	set_endpoints(n);

	if ( ! n?$email_body_sections )
		n$email_body_sections = vector();

	if ( ! n?$email_delay_tokens )
		n$email_delay_tokens = set();

	hook Notice::policy(n);

	if ( ! n?$suppress_for )
		n$suppress_for = default_suppression_interval;
	}
