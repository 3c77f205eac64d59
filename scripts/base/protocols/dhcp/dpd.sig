# The magic cookie behind what BOOTP has, RFC 2131 3.
signature dhcp_cookie {
	ip-proto == udp
	payload /^.{236}\x63\x82\x53\x63/
	enable "dhcp"
}
