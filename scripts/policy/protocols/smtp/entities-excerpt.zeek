##! The beginning of each part of a mail, kept with what is known of it.

@load base/protocols/smtp/entities

module SMTP;

export {
	redef record SMTP::Entity += {
		## How the part begins.
		excerpt: string &log &default="";
	};

	## How much is kept; 0 for nothing.
	option default_entity_excerpt_len = 0;
}

event file_new(f: fa_file) &priority=5
	{
	if ( default_entity_excerpt_len == 0 || ! f?$source || f$source != "SMTP" ||
		! f?$bof_buffer || ! f?$conns )
		return;

	for ( _, c in f$conns )
		{
		if ( c?$smtp )
			c$smtp$entity$excerpt = f$bof_buffer[0:default_entity_excerpt_len];
		}
	}
