##! Which software browsers and servers of HTTP are.

@load base/frameworks/software
@load base/protocols/http

module HTTP;

export {
	redef enum Software::Type += {
		## A server of HTTP.
		SERVER,
		## What a server runs to make its pages.
		APPSERVER,
		## A browser, or whatever else asks.
		BROWSER,
	};

	## Browsers that are left out.
	option ignored_user_agents = /NO_DEFAULT/;
}

function server_found(c: connection, kind: Software::Type, version: string)
	{
	Software::found(c$id, Software::Info($unparsed_version=version, $host=c$id$resp_h,
		$host_p=c$id$resp_p, $software_type=kind));
	}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=2
	{
	if ( is_orig )
		{
		if ( name == "USER-AGENT" && ignored_user_agents !in value )
			Software::found(c$id, Software::Info($unparsed_version=value,
				$host=c$id$orig_h, $software_type=BROWSER));

		return;
		}

	switch ( name )
		{
		case "SERVER":
			server_found(c, SERVER, value);
			break;
		case "X-POWERED-BY":
			server_found(c, APPSERVER, value);
			break;
		case "MICROSOFTSHAREPOINTTEAMSERVICES":
			# The header has the number alone.
			server_found(c, APPSERVER, "SharePoint/" + value);
			break;
		}
	}
