##! Adds to conn.log the Community ID of each connection: a hash of its addresses and
##! ports, by which other tools know it too.

@load base/protocols/conn

module CommunityID;

export {
	## Mixed into the hash, so that sites can have ids of their own.
	option seed: count = 0;

	## Whether ids are written in base64, which is shorter than hexadecimal.
	option do_base64: bool = T;

	redef record Conn::Info += {
		community_id: string &optional &log;
	};
}

event new_connection(c: connection) &priority=5
	{
	c$conn$community_id = community_id_v1(c$id, seed, do_base64);
	}
