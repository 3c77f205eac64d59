##! Transfers that are announced in IRC.

@load ./main
@load base/utils/files
@load base/protocols/conn/removal-hooks

module IRC;

export {
	## Transfers that are waited for at once.
	const max_dcc_expected_transfers = 5000 &redef;

	redef record Info += {
		dcc_file_name: string &log &optional;
		dcc_file_size: count &log &optional;
		dcc_mime_type: string &log &optional;
	};

	## Logs what has no end of its own.
	global finalize_irc_data: Conn::RemovalHook;
}

# By responder.
global dcc_expected_transfers: table[addr, port] of Info &read_expire=5mins;
