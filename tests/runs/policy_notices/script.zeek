# What policy/frameworks/notice adds to notices and mails.
@load frameworks/notice
@load frameworks/notice/community-id
@load protocols/conn/weirds

redef Notice::mail_dest = "somebody@example.org";
redef Notice::sendmail = "true";
redef Log::default_writer = Log::WRITER_NONE;

hook Notice::policy(n: Notice::Info)
	{
	add n$actions[Notice::ACTION_EMAIL];
	}

event Notice::log_notice(n: Notice::Info)
	{
	print n$note, n$community_id, n$email_dest, n$email_delay_tokens;
	}
