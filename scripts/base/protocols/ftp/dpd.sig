# A client that gives its name.
signature dpd_ftp_client {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\r\n]) *[Uu][Ss][Ee][Rr] /
}

# A greeting, and a reply to the name.
signature dpd_ftp_server {
	ip-proto == tcp
	tcp-state responder
	payload /[\r\n ]*(120|220)[^0-9].*[\r\n] *(230|331)[^0-9]/
	requires-reverse-signature dpd_ftp_client
	enable "ftp"
}
