# A client gives its nick and its name, in either order.
signature irc_client1 {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\r\n]) *[Uu][Ss][Ee][Rr] +.+[\r\n]+ *[Nn][Ii][Cc][Kk] +.*[\r\n]/
	requires-reverse-signature irc_server_reply
	enable "irc"
}

signature irc_client2 {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\r\n]) *[Nn][Ii][Cc][Kk] +.+[\r\n]+ *[Uu][Ss][Ee][Rr] +.+[\r\n]/
	requires-reverse-signature irc_server_reply
	enable "irc"
}

# A reply has a number, perhaps behind the server's name.
signature irc_server_reply {
	ip-proto == tcp
	tcp-state responder
	payload /^(|.*[\r\n])(:[^ \r\n]+ )?[0-9][0-9][0-9] /
}

# Two servers make themselves known.
signature irc_server_to_server1 {
	ip-proto == tcp
	payload /(|.*[\r\n]) *[Ss][Ee][Rr][Vv][Ee][Rr] +[^ ]+ +[0-9]+ +:.+[\r\n]/
}

signature irc_server_to_server2 {
	ip-proto == tcp
	payload /(|.*[\r\n]) *[Ss][Ee][Rr][Vv][Ee][Rr] +[^ ]+ +[0-9]+ +:.+[\r\n]/
	requires-reverse-signature irc_server_to_server1
	enable "irc"
}
