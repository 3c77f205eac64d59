##! A summary of alarms for people, sent by mail.

@load base/frameworks/cluster
@load ../main

module Notice;

export {
	const pretty_print_alarms: bool = T &redef;

	## Who gets the summary; by default whoever gets other mail.
	const mail_dest_pretty_printed: string = "" &redef;

	## Alarms about these networks are marked.
	global flag_nets: set[subnet] &redef;

	global pretty_print_alarm: function(out: file, n: Info) &redef;
	global force_email_summaries: bool = F &redef;
}

const pp_alarms_name = "alarm-mail.txt";
global pp_alarms: file;
global pp_alarms_open = F;

function summary_dest(): string
	{
	return mail_dest_pretty_printed == "" ? mail_dest : mail_dest_pretty_printed;
	}

function want_pp(): bool
	{
	return force_email_summaries || (pretty_print_alarms && sends_mail(summary_dest()));
	}

function pp_postprocessor(info: Log::RotationInfo): bool
	{
	if ( ! want_pp() || ! pp_alarms_open )
		return T;

	write_file(pp_alarms, "\n\n--\n[Automatically generated]\n\n");
	close(pp_alarms);
	pp_alarms_open = F;

	local span = fmt("%s-%s", strftime("%H:%M:%S", info$open), strftime("%H:%M:%S", info$close));

	if ( summary_dest() != "" )
		piped_exec(fmt("cat - %s | %s -t -oi", pp_alarms_name, sendmail),
			email_headers("Alarm summary from " + span, summary_dest()) + "\n");

	return T;
	}

event zeek_init()
	{
	if ( want_pp() )
		Log::add_filter(ALARM_LOG, Log::Filter($name="alarm-mail", $writer=Log::WRITER_NONE,
			$interv=Log::default_mail_alarms_interval, $postprocessor=pp_postprocessor));
	}

hook notice(n: Notice::Info) &priority=-5
	{
	if ( ACTION_ALARM !in n$actions || ! want_pp() )
		return;

	if ( ! pp_alarms_open )
		{
		pp_alarms = open(pp_alarms_name);
		pp_alarms_open = T;
		}

	pretty_print_alarm(pp_alarms, n);
	}

# Who is concerned: both ends of a connection, or what is known of them.
function parties(n: Info): string
	{
	local who = "";

	if ( n?$id )
		who = fmt("%s:%s -> %s:%s", n$id$orig_h, n$id$orig_p, n$id$resp_h, n$id$resp_p);
	else if ( n?$src && n?$dst )
		who = fmt("%s -> %s", n$src, n$dst);
	else if ( n?$src )
		who = n?$p ? fmt("%s:%s", n$src, n$p) : cat(n$src);

	return n?$uid ? fmt("%s (uid %s)", who, n$uid) : who;
	}

function is_flagged(n: Info): bool
	{
	return (n?$src && n$src in flag_nets) || (n?$dst && n$dst in flag_nets);
	}

function pretty_print_alarm(out: file, n: Info)
	{
	print out, fmt(">%s %D %s %s", is_flagged(n) ? ">" : " ", network_time(), n$note, parties(n));
	print out, "   " + n$msg;

	if ( n?$sub )
		print out, "   " + n$sub;

	print out, "";
	}
