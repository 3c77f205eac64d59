##! The files in mails.

@load ./main
@load ./entities
@load base/utils/conn-ids
@load base/frameworks/files

module SMTP;

export {
	redef record Info += {
		fuids: vector of string &log &default=string_vec();
		rfc822_msg_fuid: string &optional;
	};

	## Where a file came from.
	global describe_file: function(f: fa_file): string;

	## What tells one file of a connection from the next.
	global get_file_handle: function(c: connection, is_orig: bool): string;
}

function get_file_handle(c: connection, is_orig: bool): string
	{
	if ( ! c?$smtp || ! c?$smtp_state )
		return "";

	# The whole mail can be a file, too, beside its parts.
	local mail = c$smtp?$rfc822_msg_fuid ? c$smtp$rfc822_msg_fuid : "";
	return cat(Analyzer::ANALYZER_SMTP, c$start_time, c$smtp$trans_depth, mail,
		c$smtp_state$mime_depth);
	}

function describe_file(f: fa_file): string
	{
	if ( f$source != "SMTP" )
		return "";

	for ( _, c in f$conns )
		{
		if ( c?$smtp )
			return describe(c$smtp);
		}

	return "";
	}

event zeek_init() &priority=5
	{
	Files::register_protocol(Analyzer::ANALYZER_SMTP, Files::ProtoRegistration($get_file_handle=SMTP::get_file_handle,
		$describe=SMTP::describe_file));
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5
	{
	# Certificates that TLS carries are no part of a mail.
	if ( ! c?$smtp || c$smtp$tls )
		return;

	c$smtp$fuids += f$id;

	if ( ! SMTP::enable_rfc822_msg_file_analysis )
		return;

	# The first file is the whole mail, the others are parts of it.
	if ( ! c$smtp?$rfc822_msg_fuid )
		c$smtp$rfc822_msg_fuid = f$id;
	else if ( ! f?$parent_id )
		f$parent_id = c$smtp$rfc822_msg_fuid;
	}
