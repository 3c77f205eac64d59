# Hellos: the version of the record, the type of the message, the version it offers. An
# alert may come before that of a server, and drafts of TLS 1.3 count from 0x7f00 on.
signature dpd_tls_server {
	ip-proto == tcp
	payload /^(\x15\x03[\x00-\x03].{4})?\x16\x03[\x00-\x03].{2}\x02.{3}(\x03[\x00-\x04]|\x7F[\x00-\x50])/
	tcp-state responder
	enable "ssl"
}

signature dpd_tls_client {
	ip-proto == tcp
	payload /^\x16\x03[\x00-\x03].{2}\x01.{3}\x03[\x00-\x03]/
	tcp-state originator
	enable "ssl"
}

# The first record of a client, which begins the first epoch.
signature dpd_dtls_client {
	ip-proto == udp
	payload /^\x16\xfe[\xff\xfd]\x00{7}.{3}\x01.{11}\xfe[\xff\xfd]/
	enable "dtls"
}
