# Hashes of tickets: those that are shown were given before.
@load protocols/krb/md5-ticket-logging
@load protocols/krb/ticket-logging

redef Log::default_writer = Log::WRITER_NONE;

event KRB::log_krb(rec: KRB::Info)
	{
	print rec?$request_type ? rec$request_type : "-";
	print rec?$auth_ticket ? rec$auth_ticket : "-", rec?$new_ticket ? rec$new_ticket : "-";
	print rec?$auth_ticket_sha256 ? rec$auth_ticket_sha256 : "-",
		rec?$new_ticket_sha256 ? rec$new_ticket_sha256 : "-";
	}
