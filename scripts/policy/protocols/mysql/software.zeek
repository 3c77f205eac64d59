##! Which software servers of MySQL run.

@load base/frameworks/software

module MySQL;

export {
	redef enum Software::Type += {
		## A server of MySQL.
		SERVER,
	};
}

event mysql_server_version(c: connection, ver: string)
	{
	if ( ver != "" )
		Software::found(c$id, Software::Info($unparsed_version=ver, $host=c$id$resp_h,
			$software_type=SERVER));
	}
