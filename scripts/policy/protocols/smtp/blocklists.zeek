##! Servers that refuse mail because a block list names the client or the mail.

@load base/protocols/smtp
@load base/frameworks/notice

module SMTP;

export {
	redef enum Notice::Type += {
		## A block list was named to a client.
		Blocklist_Error_Message,
		## A block list has the client itself.
		Blocklist_Blocked_Host,
	};

	## What such replies name.
	option blocklist_error_messages =
		  /antispam\.imp\.ch\//
		| /b\.barracudacentral\.com\//
		| /bsn\.borderware\.com\//
		| /cbl\.abuseat\.org\//
		| /dyndns\.com\/.*spam/
		| /hostkarma\.junkemailfilter\.com\//
		| /intercept\.datapacket\.net\//
		| /mail-abuse\.com\//
		| /psbl\.surriel\.com\//
		| /rbl\.knology\.net\//
		| /sophos\.com\/security\//
		| /sorbs\.net\//
		| /spamcop\.net\/bl/
		| /spamhaus\.org\//
		| /uceprotect\.net\//;
}

event smtp_reply(c: connection, is_orig: bool, code: count, cmd: string, msg: string,
	cont_resp: bool) &priority=3
	{
	# 421 only says that the server has no time.
	if ( code < 400 || code == 421 || blocklist_error_messages !in msg )
		return;

	local client = c$id$orig_h;
	local named = extract_ip_addresses(msg);
	local is_client = |named| > 0 && to_addr(named[0]) == client;
	local text = is_client ? "%s is on an SMTP block list"
		: "%s received an error message mentioning an SMTP block list";

	NOTICE(Notice::Info($note=is_client ? Blocklist_Blocked_Host : Blocklist_Error_Message,
		$conn=c, $msg=fmt(text, client), $sub=msg, $identifier=cat(client)));
	}
