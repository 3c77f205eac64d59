##! The certificates of SSL.

@load ./main
@load base/utils/conn-ids
@load base/frameworks/files
@load base/files/x509

module SSL;

export {
	## Whether ssl.log names subject and issuer of the client.
	const log_include_client_certificate_subject_issuer = F &redef;

	## Whether ssl.log names subject and issuer of the server.
	const log_include_server_certificate_subject_issuer = F &redef;

	redef record Info += {
		cert_chain: vector of Files::Info &optional;
		cert_chain_fps: vector of string &log &optional;
		client_cert_chain: vector of Files::Info &optional;
		client_cert_chain_fps: vector of string &log &optional;
		subject: string &log &optional;
		issuer: string &log &optional;
		client_subject: string &log &optional;
		client_issuer: string &log &optional;
		sni_matches_cert: bool &log &optional;
		server_depth: count &default=0;
		client_depth: count &default=0;
	};

	## Where a file came from.
	global describe_file: function(f: fa_file): string;

	## What tells one file of a connection from the next.
	global get_file_handle: function(c: connection, is_orig: bool): string;
}

function get_file_handle(c: connection, is_orig: bool): string
	{
	# Not asked: an analyzer of SSL names its files by itself.
	return "";
	}

function describe_file(f: fa_file): string
	{
	if ( f$source != "SSL" || ! f?$info || ! f$info?$x509 || ! f$info$x509?$certificate )
		return "";

	for ( _, c in f$conns )
		{
		if ( c?$ssl )
			return cat(c$id$resp_h, ":", c$id$resp_p);
		}

	local cert = f$info$x509$certificate;
	return cat("Serial: ", cert$serial, " Subject: ", cert$subject, " Issuer: ",
		cert$issuer);
	}

event zeek_init() &priority=5
	{
	local registration = Files::ProtoRegistration($get_file_handle=SSL::get_file_handle,
		$describe=SSL::describe_file);
	Files::register_protocol(Analyzer::ANALYZER_SSL, registration);
	Files::register_protocol(Analyzer::ANALYZER_DTLS, registration);
	}

# After the registration of the stream, before zeek_init of scripts.
event zeek_init() &priority=5
	{
	local columns = Log::get_filter(LOG, "default");

	if ( columns$name == "<not found>" )
		return;

	if ( ! columns?$exclude )
		columns$exclude = set();

	if ( ! log_include_server_certificate_subject_issuer )
		{
		add columns$exclude["subject"];
		add columns$exclude["issuer"];
		}

	if ( ! log_include_client_certificate_subject_issuer )
		{
		add columns$exclude["client_subject"];
		add columns$exclude["client_issuer"];
		}

	Log::add_filter(LOG, columns);
	}

# What of a chain was parsed has a fingerprint.
function has_fingerprint(info: Files::Info): bool
	{
	return info?$x509 && info$x509?$fingerprint;
	}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=5
	{
	if ( ! f?$conns || |f$conns| != 1 || ! f?$info || ! f$info?$mime_type )
		return;

	local kind = f$info$mime_type;

	if ( kind != "application/x-x509-ca-cert" && kind != "application/x-x509-user-cert"
	     && kind != "application/pkix-cert" )
		return;

	for ( _, c in f$conns )
		{
		if ( ! c?$ssl )
			return;

		if ( ! c$ssl?$cert_chain )
			{
			c$ssl$cert_chain = vector();
			c$ssl$client_cert_chain = vector();
			c$ssl$cert_chain_fps = string_vec();
			c$ssl$client_cert_chain_fps = string_vec();
			}

		# The originator of these files is the client.
		if ( f$is_orig )
			c$ssl$client_cert_chain += f$info;
		else
			c$ssl$cert_chain += f$info;
		}
	}

hook ssl_finishing(c: connection) &priority=20
	{
	local info = c$ssl;

	if ( info?$cert_chain )
		{
		for ( _, server_file in info$cert_chain )
			{
			if ( has_fingerprint(server_file) )
				info$cert_chain_fps += server_file$x509$fingerprint;
			}
		}

	if ( info?$client_cert_chain )
		{
		for ( _, client_file in info$client_cert_chain )
			{
			if ( has_fingerprint(client_file) )
				info$client_cert_chain_fps += client_file$x509$fingerprint;
			}
		}

	if ( info?$cert_chain && |info$cert_chain| > 0 && info$cert_chain[0]?$x509 )
		{
		local server = info$cert_chain[0]$x509;

		if ( info?$server_name )
			info$sni_matches_cert =
				x509_check_cert_hostname(server$handle, info$server_name) != "";

		info$subject = server$certificate$subject;
		info$issuer = server$certificate$issuer;
		}

	if ( info?$client_cert_chain && |info$client_cert_chain| > 0
	     && info$client_cert_chain[0]?$x509 )
		{
		local client = info$client_cert_chain[0]$x509;
		info$client_subject = client$certificate$subject;
		info$client_issuer = client$certificate$issuer;
		}
	}
