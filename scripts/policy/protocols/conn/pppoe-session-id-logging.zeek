##! Adds to conn.log the PPPoE session that carried a connection.

@load base/protocols/conn

module Conn;

redef record Info += {
	pppoe_session_id: count &log &optional;
};

# The function tells about the packet at hand, so it is asked at once.
event new_connection(c: connection)
	{
	local id = PacketAnalyzer::PPPoE::session_id();

	if ( id != 0xFFFFFFFF )
		c$conn$pppoe_session_id = id;
	}
