export {
	## Returns the highest sequence number that the originator has sent.
	global get_orig_seq: function(cid: conn_id): count;

	## Returns the highest sequence number that the responder has sent.
	global get_resp_seq: function(cid: conn_id): count;

	## Writes the content of a TCP connection to a file.
	global set_contents_file: function(cid: conn_id, direction: count, f: file): bool;

	global get_contents_file: function(cid: conn_id, direction: count): file;
}

module TCP;

export {
	global raw_options: function(stop_at_eol: bool &default=T): TCP::RawOptionList;
}
