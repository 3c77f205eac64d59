# The client's cookie, or its settings with the names of channels.
signature dpd_rdp_client {
	ip-proto == tcp
	payload /.*(Cookie: mstshash\=|Duca.*(rdpdr|rdpsnd|drdynvc|cliprdr))/
	requires-reverse-signature dpd_rdp_server
	enable "rdp"
}

# A confirmation, or the server's settings.
signature dpd_rdp_server {
	ip-proto == tcp
	payload /(.{5}\xd0|.*McDn)/
}

# Over UDP the first datagram is filled up.
signature dpd_rdpeudp_syn {
	ip-proto == udp
	payload-size >= 1132
	payload-size <= 1232
	payload /^\xff{4}.{2}.{1}\x01/
	enable "rdpeudp"
}
