##! Which software clients of FTP run, if they say so.

@load base/frameworks/software
@load base/protocols/ftp

module FTP;

export {
	redef enum Software::Type += {
		## A client of FTP.
		CLIENT,
		## A server of FTP.
		SERVER,
	};
}

event ftp_request(c: connection, command: string, arg: string) &priority=4
	{
	if ( command == "CLNT" )
		Software::found(c$id, Software::Info($unparsed_version=arg, $host=c$id$orig_h,
			$software_type=CLIENT));
	}
