##! What mails tell of who sent them, how and to whom.

@load base/utils/email
@load base/frameworks/intel
@load base/protocols/smtp
@load ./where-locations

@ifdef ( SMTP::Info )

event mime_end_entity(c: connection) &group="Intel::ADDR"
	{
	if ( ! c?$smtp )
		return;

	if ( c$smtp?$path )
		for ( _, hop in c$smtp$path )
			Intel::seen(Intel::Seen($host=hop, $conn=c,
				$where=SMTP::IN_RECEIVED_HEADER));

	if ( c$smtp?$x_originating_ip )
		Intel::seen(Intel::Seen($host=c$smtp$x_originating_ip, $conn=c,
			$where=SMTP::IN_X_ORIGINATING_IP_HEADER));
	}

event mime_end_entity(c: connection) &group="Intel::SOFTWARE"
	{
	if ( c?$smtp && c$smtp?$user_agent )
		Intel::seen(Intel::Seen($indicator=c$smtp$user_agent,
			$indicator_type=Intel::SOFTWARE, $conn=c, $where=SMTP::IN_HEADER));
	}

function see_email(c: connection, address: string, where: Intel::Where)
	{
	Intel::seen(Intel::Seen($indicator=address, $indicator_type=Intel::EMAIL, $conn=c,
		$where=where));
	}

event mime_end_entity(c: connection) &group="Intel::EMAIL"
	{
	if ( ! c?$smtp )
		return;

	if ( c$smtp?$mailfrom )
		see_email(c, c$smtp$mailfrom, SMTP::IN_MAIL_FROM);

	if ( c$smtp?$rcptto )
		for ( address in c$smtp$rcptto )
			see_email(c, address, SMTP::IN_RCPT_TO);

	if ( c$smtp?$from )
		for ( address in extract_email_addrs_set(c$smtp$from) )
			see_email(c, address, SMTP::IN_FROM);

	if ( c$smtp?$to )
		for ( address in c$smtp$to )
			see_email(c, extract_first_email_addr(address), SMTP::IN_TO);

	if ( c$smtp?$cc )
		for ( address in c$smtp$cc )
			see_email(c, address, SMTP::IN_CC);

	if ( c$smtp?$reply_to )
		see_email(c, c$smtp$reply_to, SMTP::IN_REPLY_TO);
	}

@endif
