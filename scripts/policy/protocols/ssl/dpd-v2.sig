# SSLv2 looks much like anything: both hellos must be there. The one of a server follows
# on that of a client.
signature dpd_ssl_server {
	ip-proto == tcp
	payload /^.{2}.?\x04.{2}\x00\x02/
	requires-reverse-signature dpd_ssl_client
	tcp-state responder
	enable "ssl"
}

signature dpd_ssl_client {
	ip-proto == tcp
	payload /^.{2}.?\x01[\x00\x03][\x00-\x04]/
	tcp-state originator
}
