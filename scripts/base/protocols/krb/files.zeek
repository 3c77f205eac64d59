##! The certificates of logins with PKINIT.

@load base/utils/conn-ids
@load base/frameworks/files
@load base/files/x509
@load ./main

module KRB;

export {
	redef record Info += {
		## Certificate of the client.
		client_cert: Files::Info &optional;
		client_cert_subject: string &log &optional;
		client_cert_fuid: string &log &optional;

		## Certificate of the server.
		server_cert: Files::Info &optional;
		server_cert_subject: string &log &optional;
		server_cert_fuid: string &log &optional;
	};

	## Not asked: the analyzer names its files by itself.
	global get_file_handle: function(c: connection, is_orig: bool): string;

	## Where a certificate came from, or what it says.
	global describe_file: function(f: fa_file): string;
}

function get_file_handle(c: connection, is_orig: bool): string
	{
	return "";
	}

function is_from_kerberos(f: fa_file): bool
	{
	return f$source == "KRB" || f$source == "KRB_TCP";
	}

function describe_file(f: fa_file): string
	{
	if ( ! is_from_kerberos(f) || ! f?$info || ! f$info?$x509 )
		return "";

	for ( _, c in f$conns )
		{
		if ( c?$krb )
			return cat(c$id$resp_h, ":", c$id$resp_p);
		}

	local cert = f$info$x509$certificate;
	return cat("Serial: ", cert$serial, " Subject: ", cert$subject, " Issuer: ", cert$issuer);
	}

event zeek_init() &priority=5
	{
	local registration = Files::ProtoRegistration($get_file_handle=KRB::get_file_handle,
		$describe=KRB::describe_file);
	Files::register_protocol(Analyzer::ANALYZER_KRB, registration);
	Files::register_protocol(Analyzer::ANALYZER_KRB_TCP, registration);
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool) &priority=5
	{
	if ( ! is_from_kerberos(f) )
		return;

	set_session(c);
	local info = c$krb;

	if ( is_orig )
		{
		info$client_cert = f$info;
		info$client_cert_fuid = f$id;
		}
	else
		{
		info$server_cert = f$info;
		info$server_cert_fuid = f$id;
		}
	}

# What the certificates say is known once they were read.
function fill_in_subjects(c: connection)
	{
	if ( ! c?$krb )
		return;

	local info = c$krb;

	if ( info?$client_cert && info$client_cert?$x509 )
		info$client_cert_subject = info$client_cert$x509$certificate$subject;

	if ( info?$server_cert && info$server_cert?$x509 )
		info$server_cert_subject = info$server_cert$x509$certificate$subject;
	}

event krb_error(c: connection, msg: Error_Msg)
	{
	fill_in_subjects(c);
	}

event krb_as_response(c: connection, msg: KDC_Response)
	{
	fill_in_subjects(c);
	}

event krb_tgs_response(c: connection, msg: KDC_Response)
	{
	fill_in_subjects(c);
	}

hook finalize_krb(c: connection) &priority=5
	{
	fill_in_subjects(c);
	}
