# What hosts say of their software and logins, told by a script in place of analyzers.
@load frameworks/software/windows-version-detection
@load protocols/dhcp/software
@load protocols/dns/auth-addl
@load protocols/dns/detect-external-names
@load protocols/ftp/detect
@load protocols/ftp/detect-bruteforcing
@load protocols/ftp/software
@load protocols/http/header-names
@load protocols/http/software
@load protocols/http/software-browser-plugins
@load protocols/http/var-extraction-cookies
@load protocols/http/var-extraction-uri
@load protocols/mysql/software
@load protocols/smtp/software
@load protocols/ssh/detect-bruteforcing
@load protocols/ssh/geo-data
@load protocols/ssh/software
@load tuning/track-all-assets

redef Log::default_writer = Log::WRITER_NONE;
redef SSH::password_guesses_limit = 3;
redef Site::local_zones += { "example.com" };
redef Site::local_nets += { 192.168.0.0/16, 10.0.0.0/8, 172.16.0.0/12, 127.0.0.0/8 };

hook Notice::policy(n: Notice::Info)
	{
	print n$note, n$msg, n?$sub ? n$sub : "";
	}

event Software::log_software(rec: Software::Info)
	{
	print rec$software_type, rec$name, rec?$unparsed_version ? rec$unparsed_version : "",
		rec$version, rec?$host_p;
	}

event HTTP::log_http(rec: HTTP::Info)
	{
	if ( rec?$uri_vars )
		print rec$client_header_names, rec$cookie_vars, rec$uri_vars;
	}

event DNS::log_dns(rec: DNS::Info)
	{
	print rec$query, rec$auth, rec$addl;
	}

function http(c: connection)
	{
	event http_request(c, "GET", "/x?a=1&b=2", "/x?a=1&b=2", "1.1");
	event http_header(c, T, "USER-AGENT", "USER-AGENT", "Wget/1.19.4 (linux-gnu)");
	event http_header(c, T, "COOKIE", "COOKIE", "id=5; lang=en");
	event http_header(c, T, "X-FLASH-VERSION", "X-FLASH-VERSION", "11,2");
	event http_header(c, F, "SERVER", "SERVER", "Apache/2.4.1");
	event http_header(c, F, "X-POWERED-BY", "X-POWERED-BY", "PHP/7.2.5");
	event http_header(c, F, "MICROSOFTSHAREPOINTTEAMSERVICES", "MICROSOFTSHAREPOINTTEAMSERVICES", "15.0.0.4");
	event http_message_done(c, T, http_message_stat($start=network_time(),
		$interrupted=F, $finish_msg="", $body_length=0, $content_gap_length=0,
		$header_length=0));
	}

function ftp(c: connection)
	{
	event ftp_request(c, "CLNT", "FileZilla 3.1");
	event ftp_reply(c, 200, "noted", F);
	event ftp_request(c, "SITE", "exec ls");
	event ftp_reply(c, 200, "done", F);
	}

function ssh(c: connection)
	{
	c$ssh = SSH::Info($ts=network_time(), $uid=c$uid, $id=c$id, $direction=INBOUND);
	event ssh_client_version(c, "SSH-2.0-OpenSSH_8.1");
	event ssh_server_version(c, "SSH-2.0-dropbear_2019.78");
	event ssh_auth_attempted(c, F);
	event ssh_auth_failed(c);
	event ssh_auth_failed(c);
	event ssh_auth_failed(c);
	}

function dns(c: connection)
	{
	local msg = dns_msg($id=1, $opcode=0, $rcode=0, $QR=T, $AA=T, $TC=F, $RD=F, $RA=F,
		$Z=0, $AD=F, $CD=F, $num_queries=1, $num_answers=1, $num_auth=1, $num_addl=1,
		$is_netbios=F);
	local answer = dns_answer($answer_type=DNS_ANS, $query="evil.example.org", $qtype=1,
		$qclass=1, $TTL=1sec);
	c$dns = DNS::Info($ts=network_time(), $uid=c$uid, $id=c$id, $proto=udp,
		$query="evil.example.org");
	event dns_A_reply(c, msg, answer, 10.1.2.3);

	local more = copy(answer);
	more$query = "host.example.com";
	event dns_A_reply(c, msg, more, 10.1.2.3);

	more = copy(answer);
	more$answer_type = DNS_AUTH;
	hook DNS::do_reply(c, msg, more, "ns1");
	more$answer_type = DNS_ADDL;
	hook DNS::do_reply(c, msg, more, "10.0.0.53");
	event DNS::log_dns(c$dns);
	}

function smtp(c: connection)
	{
	c$smtp = SMTP::Info($ts=network_time(), $uid=c$uid, $id=c$id, $trans_depth=1,
		$user_agent="SquirrelMail/1.4", $first_received="from x via HTTP");
	c$smtp$path = vector(10.0.0.1, 10.0.0.2, 10.0.0.3);
	event mime_one_header(c, mime_header_rec($original_name="User-Agent",
		$name="USER-AGENT", $value="SquirrelMail/1.4"));
	event SMTP::log_smtp(c$smtp);
	}

function windows(c: connection, version: string)
	{
	event HTTP::log_http(HTTP::Info($ts=network_time(), $uid=c$uid, $id=c$id,
		$trans_depth=1, $host="crl.microsoft.com",
		$user_agent="Microsoft-CryptoAPI/" + version));
	}

event later(c: connection)
	{
	c$http$omniture = T;
	c$http$uri = "/x?&p=Java 1.6;Flash Player 9;&q=1";
	event HTTP::log_http(c$http);
	}

event connection_established(c: connection)
	{
	http(c);
	ftp(c);
	ssh(c);
	dns(c);
	smtp(c);
	event mysql_server_version(c, "5.5.30-log");
	event DHCP::log_dhcp(DHCP::Info($ts=network_time(), $uids=set(c$uid),
		$assigned_addr=10.0.0.7, $server_addr=10.0.0.1, $client_port=68/udp,
		$server_port=67/udp, $client_software="MSFT 5.0"));
	windows(c, "6.1");
	windows(c, "99.0");
	event later(c);
	}
