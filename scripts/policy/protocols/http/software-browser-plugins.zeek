##! Which plug-ins browsers have, as they tell it themselves or to servers that count.

@load base/protocols/http
@load base/frameworks/software

module HTTP;

export {
	redef record Info += {
		## Whether the server is one of Omniture, which browsers send their plug-ins to.
		omniture: bool &default=F;
		## The version of Flash that asked.
		flash_version: string &optional;
	};

	redef enum Software::Type += {
		## A plug-in of a browser.
		BROWSER_PLUGIN
	};
}

function plugin_found(id: conn_id, version: string)
	{
	Software::found(id, Software::Info($unparsed_version=version, $host=id$orig_h,
		$software_type=BROWSER_PLUGIN));
	}

event http_header(c: connection, is_orig: bool, name: string, value: string) &priority=3
	{
	if ( ! c?$http )
		return;

	if ( is_orig && name == "X-FLASH-VERSION" )
		c$http$flash_version = "Flash/" + value;

	# Other scripts of pages use that header, too.
	else if ( is_orig && name == "X-REQUESTED-WITH" && /Flash/ in value )
		c$http$flash_version = value;

	else if ( ! is_orig && name == "SERVER" && /^Omniture/ in value )
		c$http$omniture = T;
	}

event http_message_done(c: connection, is_orig: bool, stat: http_message_stat)
	{
	if ( ! is_orig || ! c?$http || ! c$http?$flash_version )
		return;

	# AIR brings a Flash of its own.
	if ( c$http?$user_agent && /AdobeAIR/ in c$http$user_agent )
		c$http$flash_version = "AdobeAIR-" + c$http$flash_version;

	plugin_found(c$id, c$http$flash_version);
	}

event log_http(rec: Info)
	{
	if ( ! rec$omniture || ! rec?$uri )
		return;

	# A single digit there is no list of plug-ins.
	local parts = split_string_n(rec$uri, /&p=([^&]{5,});&/, T, 1);

	if ( 1 !in parts )
		return;

	local plugins = parts[1][3:|parts[1]| - 2];

	for ( _, plugin in split_string(plugins, /[[:blank:]]*;[[:blank:]]*/) )
		plugin_found(rec$id, plugin);
	}
