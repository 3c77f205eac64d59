##! Mails from countries or networks that are not expected to send any.

@load base/frameworks/notice/main
@load base/protocols/smtp/main

module SMTP;

export {
	redef enum Notice::Type += {
		## A mail came from there.
		Suspicious_Origination
	};

	## Countries, by their codes.
	option suspicious_origination_countries: set[string] = {};

	## Networks.
	option suspicious_origination_networks: set[subnet] = {};
}

# A notice if a host is in one of them.
function check_origin(rec: Info, host: addr, text: string)
	{
	local place = lookup_location(host);
	local country = place?$country_code ? place$country_code : "";

	if ( host in suspicious_origination_networks ||
		(place?$country_code && country in suspicious_origination_countries) )
		NOTICE(Notice::Info($note=Suspicious_Origination, $id=rec$id,
			$msg=fmt(text, country, host)));
	}

event log_smtp(rec: Info)
	{
	if ( rec?$x_originating_ip )
		check_origin(rec, rec$x_originating_ip, "An email originated from %s (%s).");

	if ( rec?$path )
		check_origin(rec, rec$path[|rec$path| - 1],
			"Based up Received headers, email originated from %s (%s).");
	}
