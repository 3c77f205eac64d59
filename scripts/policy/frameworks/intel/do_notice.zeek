##! A notice for each match with an item that asks for one.

@load base/frameworks/intel
@load base/frameworks/notice

module Intel;

export {
	redef enum Notice::Type += {
		Intel::Notice,
	};

	redef record Intel::MetaData += {
		## Whether a match is to raise a notice.
		do_notice: bool &default=F;
		## Only if it was seen there.
		if_in: Intel::Where &default=IN_ANYWHERE;
	};
}

function wants_notice(meta: MetaData, s: Seen): bool
	{
	return meta$do_notice && (meta$if_in == IN_ANYWHERE || meta$if_in == s$where);
	}

# Both directions between two hosts count as the same.
function notice_identifier(indicator: string, id: conn_id): string
	{
	return id$orig_h < id$resp_h ? cat(indicator, id$orig_h, id$resp_h)
		: cat(indicator, id$resp_h, id$orig_h);
	}

event Intel::match(s: Seen, items: set[Item])
	{
	for ( item in items )
		{
		if ( ! wants_notice(item$meta, s) )
			next;

		local n = Notice::Info($note=Intel::Notice, $sub=s$indicator,
			$msg=fmt("Intel hit on %s at %s", s$indicator, s$where));
		local services = "";

		if ( s?$conn )
			{
			n$conn = s$conn;
			n$identifier = s$conn?$id ? notice_identifier(s$indicator, s$conn$id)
				: s$indicator;

			if ( s$conn?$service )
				for ( service in s$conn$service )
					services += service + " ";
			}

		n$email_body_sections = vector(fmt("Service: %s\n", services),
			fmt("Intel source: %s\n", item$meta$source));
		NOTICE(n);
		}
	}
