# Every frame begins with these two bytes.
signature dnp3_frames_of_outstation {
	ip-proto == tcp
	payload /\x05\x64/
	tcp-state responder
	enable "dnp3_tcp"
}

signature dnp3_frames_over_udp {
	ip-proto == udp
	payload /\x05\x64/
	enable "dnp3_udp"
}
