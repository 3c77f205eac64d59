module GLOBAL;

export {
	## Raised when a TCP connection begins whose content is asked for.
	global new_connection_contents: event(c: connection);

	## Raised when a SYN was not answered in time.
	global connection_attempt: event(c: connection);

	## Raised when the responder answered the SYN of a TCP connection.
	global connection_established: event(c: connection);

	## Raised for a TCP connection whose beginning was not seen.
	global partial_connection: event(c: connection);

	## Raised when a side that had sent nothing closes or resets a TCP connection alone.
	global connection_partial_close: event(c: connection);

	## Raised when both sides closed a TCP connection.
	global connection_finished: event(c: connection);

	## Raised when one side closed a TCP connection of whose other side nothing was seen.
	global connection_half_finished: event(c: connection);

	## Raised when a SYN was answered with a reset.
	global connection_rejected: event(c: connection);

	## Raised when an established TCP connection was reset.
	global connection_reset: event(c: connection);

	## Raised for TCP connections that are open at the end of a run.
	global connection_pending: event(c: connection);

	## Raised for each SYN packet.
	global connection_SYN_packet: event(c: connection, pkt: SYN_packet);

	## Raised for the first ACK of the originator.
	global connection_first_ACK: event(c: connection);

	## Raised when one direction of a reassembled TCP connection ends.
	global connection_EOF: event(c: connection, is_orig: bool);

	## Raised for each TCP packet.
	global tcp_packet: event(c: connection, is_orig: bool, flags: string, seq: count, ack: count,
		len: count, payload: string);

	## Raised for each TCP option.
	global tcp_option: event(c: connection, is_orig: bool, opt: count, optlen: count);

	## Raised for each TCP packet with options.
	global tcp_options: event(c: connection, is_orig: bool, options: TCP::OptionList);

	## Raised for each piece of a TCP stream, in order.
	global tcp_contents: event(c: connection, is_orig: bool, seq: count, contents: string);

	## Raised for each retransmitted TCP segment.
	global tcp_rexmit: event(c: connection, is_orig: bool, seq: count, len: count,
		data_in_flight: count, window: count);

	global tcp_multiple_checksum_errors: event(c: connection, is_orig: bool, threshold: count);
	global tcp_multiple_zero_windows: event(c: connection, is_orig: bool, threshold: count);
	global tcp_multiple_retransmissions: event(c: connection, is_orig: bool, threshold: count);
	global tcp_multiple_gap: event(c: connection, is_orig: bool, threshold: count);
	global contents_file_write_failure: event(c: connection, is_orig: bool, msg: string);
}
