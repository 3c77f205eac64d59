##! Notices about logins with SSH from or to hosts whose names tell of other duties.

@load base/frameworks/notice
@load base/utils/site

module SSH;

export {
	redef enum Notice::Type += {
		## A login from or to such a host.
		Interesting_Hostname_Login,
	};

	## Names of hosts that nobody should log in from or to.
	option interesting_hostnames = /^(d?ns|smtp|mail|pop|imap|www|ftp)[0-9]*\./;
}

function check_ssh_hostname(id: conn_id, uid: string, host: addr)
	{
	when [id, uid, host] ( local name = lookup_addr(host) )
		{
		if ( interesting_hostnames in name )
			NOTICE(Notice::Info($note=Interesting_Hostname_Login, $id=id, $uid=uid,
				$sub=name, $msg=fmt(
					"Possible SSH login involving a %s %s with an interesting hostname.",
					Site::is_local_addr(host) ? "local" : "remote",
					host == id$orig_h ? "client" : "server")));
		}
	}

event ssh_auth_successful(c: connection, auth_method_none: bool)
	{
	for ( host in set(c$id$orig_h, c$id$resp_h) )
		check_ssh_hostname(c$id, c$uid, host);
	}
