# A server that greets, and a client with a command of logins.
signature dpd_pop3_client {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\r\n])[[:space:]]*([uU][sS][eE][rR][[:space:]]|[aA][pP][oO][pP][[:space:]]|[cC][aA][pP][aA]|[aA][uU][tT][hH]|[sS][tT][lL][sS])/
}

signature dpd_pop3_server {
	ip-proto == tcp
	tcp-state responder
	payload /^\+OK/
	requires-reverse-signature dpd_pop3_client
	enable "pop3"
}
