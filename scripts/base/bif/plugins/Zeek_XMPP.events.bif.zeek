module GLOBAL;

export {
	global xmpp_starttls: event(c: connection);
}
