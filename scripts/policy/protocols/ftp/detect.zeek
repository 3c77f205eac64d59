##! Notices about commands that FTP should not carry.

@load base/frameworks/notice
@load base/protocols/ftp

module FTP;

export {
	redef enum Notice::Type += {
		## A server ran a program for a client.
		Site_Exec_Success,
	};
}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool) &priority=3
	{
	if ( ! c?$ftp || ! c$ftp?$cmdarg )
		return;

	local sent = c$ftp$cmdarg;

	if ( parse_ftp_reply_code(code)$x != 2 || sent$cmd != "SITE"
	     || /[Ee][Xx][Ee][Cc]/ !in sent$arg )
		return;

	NOTICE(Notice::Info($note=Site_Exec_Success, $conn=c,
		$msg=fmt("FTP command: %s %s", sent$cmd, sent$arg),
		$identifier=cat(c$id$orig_h, c$id$resp_h, "SITE EXEC")));
	}
