##! Applications that web servers run, as signatures find them in their pages.

@load base/frameworks/signatures
@load base/frameworks/software
@load base/protocols/http

@load-sigs ./detect-webapps.sig

module HTTP;

# They are no attacks.
redef Signatures::ignored_ids += /^webapp-/;

export {
	redef enum Software::Type += {
		## An application that is used with a browser.
		WEB_APPLICATION,
	};

	redef record Software::Info += {
		## Where it is, as near to the root of the server as it was seen.
		url: string &optional &log;
	};
}

event signature_match(state: signature_state, msg: string, data: string) &priority=5
	{
	if ( /^webapp-/ !in state$sig_id )
		return;

	local c = state$conn;
	local found = Software::Info($name=msg, $unparsed_version=msg, $host=c$id$resp_h,
		$host_p=c$id$resp_p, $software_type=WEB_APPLICATION);
	found$url = build_url_http(c$http);
	Software::found(c$id, found);
	}

# What is found nearer to the root is logged once more.
event Software::register(info: Software::Info) &priority=5
	{
	if ( info$host !in Software::tracked || info$name !in Software::tracked[info$host] )
		return;

	local known = Software::tracked[info$host][info$name];

	if ( ! known?$url || ! info?$url || ! starts_with(known$url, info$url) )
		return;

	known$url = info$url;
	info$force_log = T;
	}
