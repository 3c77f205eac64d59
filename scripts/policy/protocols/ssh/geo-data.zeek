##! Where in the world the remote side of a login with SSH is.

@load base/frameworks/notice
@load base/protocols/ssh

module SSH;

export {
	redef enum Notice::Type += {
		## A login from or to a country that is watched.
		Watched_Country_Login,
	};

	redef record Info += {
		## Where the remote side is.
		remote_location: geo_location &log &optional;
	};

	## Countries whose logins raise a notice.
	option watched_countries: set[string] = {"RO"};
}

event ssh_auth_attempted(c: connection, authenticated: bool) &priority=3
	{
	if ( ! c?$ssh || ! c$ssh?$direction )
		return;

	c$ssh$remote_location = lookup_location(
		c$ssh$direction == OUTBOUND ? c$id$resp_h : c$id$orig_h);
	}

event ssh_auth_successful(c: connection, auth_method_none: bool) &priority=3
	{
	if ( ! c?$ssh || ! c$ssh?$direction || ! c$ssh?$remote_location )
		return;

	local place = c$ssh$remote_location;

	if ( ! place?$country_code || place$country_code !in watched_countries )
		return;

	NOTICE(Notice::Info($note=Watched_Country_Login, $conn=c,
		$msg=fmt("SSH login %s watched country: %s",
			c$ssh$direction == OUTBOUND ? "to" : "from", place$country_code)));
	}
