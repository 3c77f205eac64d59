module GLOBAL;

export {
	## Raised for each UDP packet of the originator.
	global udp_request: event(u: connection);

	## Raised for each UDP packet of the responder.
	global udp_reply: event(u: connection);

	## Raised for each UDP packet whose content is asked for.
	global udp_contents: event(u: connection, is_orig: bool, contents: string);

	global udp_multiple_checksum_errors: event(u: connection, is_orig: bool, threshold: count);
}
