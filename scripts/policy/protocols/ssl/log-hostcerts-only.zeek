##! Keeps the certificates of authorities out of x509.log: only those of hosts are logged.

@load base/files/x509
@load base/protocols/ssl

hook X509::log_policy(rec: X509::Info, id: Log::ID, filter: Log::Filter)
	{
	if ( ! rec$host_cert )
		break;
	}
