##! Adds to kerberos.log hashes of tickets, by which a ticket is known again when it is used.

@load base/protocols/krb

module KRB;

redef record Info += {
	## SHA256 of the ticket that was shown.
	auth_ticket_sha256: string &log &optional;
	## SHA256 of the ticket that was given.
	new_ticket_sha256: string &log &optional;
};

event krb_ap_request(c: connection, ticket: KRB::Ticket, opts: KRB::AP_Options)
	{
	# A request for a ticket says so itself, later.
	c$krb$request_type = "AP";

	if ( ticket?$ciphertext )
		c$krb$auth_ticket_sha256 = sha256_hash(ticket$ciphertext);
	}

function add_new_ticket_sha256(c: connection, msg: KDC_Response)
	{
	if ( msg$ticket?$ciphertext )
		c$krb$new_ticket_sha256 = sha256_hash(msg$ticket$ciphertext);
	}

event krb_as_response(c: connection, msg: KDC_Response)
	{
	add_new_ticket_sha256(c, msg);
	}

event krb_tgs_response(c: connection, msg: KDC_Response)
	{
	add_new_ticket_sha256(c, msg);
	}
