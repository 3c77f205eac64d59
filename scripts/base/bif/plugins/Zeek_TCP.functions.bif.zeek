export {
	global get_orig_seq: function(cid: conn_id): count;
	global get_resp_seq: function(cid: conn_id): count;
	global set_contents_file: function(cid: conn_id, direction: count, f: file): bool;
	global get_contents_file: function(cid: conn_id, direction: count): file;
}

module TCP;

export {
	global raw_options: function(stop_at_eol: bool &default=T): TCP::RawOptionList;
}
