##! The parts of mails.

@load base/frameworks/files
@load base/frameworks/notice/weird
@load base/utils/strings
@load base/utils/files
@load ./main

module SMTP;

export {
	## The part of a message that is being read.
	type Entity: record {
		filename: string &optional;
	};

	redef record Info += {
		entity: Entity &optional;
	};

	redef record State += {
		mime_depth: count &default=0;
	};
}

event mime_begin_entity(c: connection) &priority=10
	{
	if ( c?$smtp )
		c$smtp$entity = Entity();

	if ( c?$smtp_state )
		++c$smtp_state$mime_depth;
	}

event mime_one_header(c: connection, h: mime_header_rec) &priority=5
	{
	if ( ! c?$smtp )
		return;

	if ( ! c$smtp?$entity )
		{
		Reporter::conn_weird("missing_SMTP_entity", c, "", "SMTP");
		return;
		}

	local names_file = F;

	if ( h$name == "CONTENT-DISPOSITION" )
		names_file = /[fF][iI][lL][eE][nN][aA][mM][eE][[:blank:]]*\*?=/ in h$value;
	else if ( h$name == "CONTENT-TYPE" )
		names_file = /[nN][aA][mM][eE][[:blank:]]*=/ in h$value;

	if ( names_file )
		c$smtp$entity$filename = extract_filename_from_content_disposition(h$value);
	}

event mime_end_entity(c: connection) &priority=5
	{
	if ( c?$smtp )
		delete c$smtp$entity;
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5
	{
	if ( f$source != "SMTP" || ! c?$smtp )
		return;

	if ( c$smtp?$entity && c$smtp$entity?$filename )
		f$info$filename = c$smtp$entity$filename;

	f$info$depth = c$smtp_state$mime_depth;
	}
