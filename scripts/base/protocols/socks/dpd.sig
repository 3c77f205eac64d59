# Version 4: a command with a user's name that is not too long, and an answer. Both are
# looked for in both directions.
signature dpd_socks4_client {
	ip-proto == tcp
	tcp-state originator
	payload /^\x04[\x01\x02].{0,32}\x00/
}

signature dpd_socks4_server {
	ip-proto == tcp
	tcp-state responder
	payload /^\x00[\x5a-\x5d]/
	requires-reverse-signature dpd_socks4_client
	enable "socks"
}

signature dpd_socks4_reverse_client {
	ip-proto == tcp
	tcp-state responder
	payload /^\x04[\x01\x02].{0,32}\x00/
}

signature dpd_socks4_reverse_server {
	ip-proto == tcp
	tcp-state originator
	payload /^\x00[\x5a-\x5d]/
	requires-reverse-signature dpd_socks4_reverse_client
	enable "socks"
}

# Version 5: ways to log in that are in use, and the one that was chosen.
signature dpd_socks5_client {
	ip-proto == tcp
	tcp-state originator
	payload /^\x05.[\x00-\x03\x05-\x09]/
}

signature dpd_socks5_server {
	ip-proto == tcp
	tcp-state responder
	payload /^\x05[\x00-\x03\x05-\x09\xff]/
	requires-reverse-signature dpd_socks5_client
	enable "socks"
}
