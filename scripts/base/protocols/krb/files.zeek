##! The certificates of logins with PKINIT.

@load ./main

module KRB;

redef record Info += {
	## Certificate of the client.
	client_cert_subject: string &log &optional;
	client_cert_fuid: string &log &optional;

	## Certificate of the server.
	server_cert_subject: string &log &optional;
	server_cert_fuid: string &log &optional;
};
