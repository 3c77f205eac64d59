# Both sides begin with their version.
signature dpd_ssh_client {
	ip-proto == tcp
	tcp-state originator
	payload /^[Ss][Ss][Hh]-[12]\./
	requires-reverse-signature dpd_ssh_server
	enable "ssh"
}

signature dpd_ssh_server {
	ip-proto == tcp
	tcp-state responder
	payload /^[Ss][Ss][Hh]-[12]\./
}
