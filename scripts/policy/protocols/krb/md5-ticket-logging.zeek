##! Adds to kerberos.log hashes of tickets, by which a ticket is known again when it is used.

@load base/protocols/krb

module KRB;

redef record Info += {
	## MD5 of the ticket that was shown.
	auth_ticket: string &log &optional;
	## MD5 of the ticket that was given.
	new_ticket: string &log &optional;
};

event krb_ap_request(c: connection, ticket: KRB::Ticket, opts: KRB::AP_Options)
	{
	if ( ticket?$ciphertext )
		c$krb$auth_ticket = md5_hash(ticket$ciphertext);
	}

function add_new_ticket(c: connection, msg: KDC_Response)
	{
	if ( msg$ticket?$ciphertext )
		c$krb$new_ticket = md5_hash(msg$ticket$ciphertext);
	}

event krb_as_response(c: connection, msg: KDC_Response)
	{
	add_new_ticket(c, msg);
	}

event krb_tgs_response(c: connection, msg: KDC_Response)
	{
	add_new_ticket(c, msg);
	}
