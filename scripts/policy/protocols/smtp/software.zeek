##! Which software sends mail, as the mails tell it.

@load base/frameworks/software/main
@load base/protocols/smtp/main

module SMTP;

export {
	redef enum Software::Type += {
		## A program that people write mail with.
		MAIL_CLIENT,
		## A server of mail.
		MAIL_SERVER,
		## A server that people write mail on with a browser.
		WEBMAIL_SERVER
	};

	redef record Info += {
		## Whether the mail was written with a browser.
		is_webmail: bool &log &default=F;
	};

	## Senders whose mails are looked at.
	option detect_clients_in_messages_from = LOCAL_HOSTS;

	## What servers for browsers call themselves.
	option webmail_user_agents =
		/^(iPlanet Messenger|Sun Java\(tm\) System Messenger Express|SquirrelMail|NeoMail)/
		| /\(IMP\)/ | /ZimbraWebClient/;
}

event mime_one_header(c: connection, h: mime_header_rec) &priority=4
	{
	if ( h$name == "USER-AGENT" && c?$smtp && c$smtp?$user_agent
	     && webmail_user_agents in c$smtp$user_agent )
		c$smtp$is_webmail = T;
	}

# The path of the mail is whole only once it is logged.
event log_smtp(rec: Info)
	{
	if ( ! rec?$user_agent )
		return;

	if ( ! addr_matches_host(rec$id$orig_h, detect_clients_in_messages_from) )
		return;

	local last = |rec$path| - 1;

	# A server that was asked by HTTP stands before the host of the browser.
	if ( rec$is_webmail && rec?$first_received && /via HTTP/ in rec$first_received )
		last = last - 1;

	Software::found(rec$id, Software::Info($unparsed_version=rec$user_agent,
		$host=rec$path[last],
		$software_type=rec$is_webmail ? WEBMAIL_SERVER : MAIL_CLIENT));
	}
