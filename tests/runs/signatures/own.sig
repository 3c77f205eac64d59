.meta this line says nothing to the engine
signature to-server {
	ip-proto == tcp
	dst-port == smb_ports
	src-ip == servers, [2001:db8::]/32
	payload /....[\xfe\xff]SMB/
	tcp-state established,originator
	eval is_long
	event "an SMB request"
}

signature from-server {
	ip-proto == tcp
	requires-reverse-signature to-server
	payload /^.{4}\xfesmb/i
	event "an SMB answer"
}

signature asked { payload /.*\x11\x03/ event dialects }
signature answered {
	header ip[9] == 6
	header tcp[0:2] == 445
	payload /.*SMB@\x00/
	event answered "answered"
}
signature never { ip-proto == udp event "a datagram" }
signature not-asked { requires-signature !asked requires-signature from-server event "not asked" }
