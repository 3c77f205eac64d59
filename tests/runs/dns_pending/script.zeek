# Queries and replies find each other by transaction, the oldest first, in whichever
# order they come; where too many wait, they are given up.
@load base/protocols/dns

redef Log::default_writer = Log::WRITER_NONE;
redef DNS::max_pending_msgs = 2;
redef DNS::max_pending_query_ids = 3;

global c = connection(
	$id=conn_id($orig_h=10.0.0.1, $orig_p=1000/udp, $resp_h=10.0.0.2, $resp_p=53/udp),
	$orig=endpoint($size=0, $state=0, $flow_label=0),
	$resp=endpoint($size=0, $state=0, $flow_label=0),
	$start_time=network_time(), $duration=0secs, $service=set(), $history="", $uid="C1");

function msg(id: count, is_reply: bool): dns_msg
	{
	return dns_msg($id=id, $opcode=0, $rcode=0, $QR=is_reply, $AA=F, $TC=F, $RD=T,
		$RA=F, $Z=0, $AD=F, $CD=F, $num_queries=1, $num_answers=0, $num_auth=0,
		$num_addl=0, $is_netbios=F);
	}

function send(id: count, name: string, is_reply: bool)
	{
	local m = msg(id, is_reply);
	event dns_message(c, ! is_reply, m, 12);

	if ( is_reply )
		event dns_CNAME_reply(c, m, dns_answer($answer_type=DNS_ANS, $query=name, $qtype=5,
			$qclass=1, $TTL=1min), name);
	else
		event dns_request(c, m, name, 1, 1, name);

	event dns_end(c, m);
	}

event over()
	{
	hook DNS::finalize_dns(c);
	}

event zeek_init()
	{
	# One after the other, and the other way round.
	send(1, "a", F);
	send(1, "a-reply", T);
	send(2, "b-reply", T);
	send(2, "b", F);

	# The first of those that wait is the first to be answered.
	send(3, "c", F);
	send(3, "d", F);
	send(4, "e", F);
	send(3, "c-reply", T);
	send(4, "e-reply", T);
	send(3, "d-reply", T);

	# Too many of one transaction, and too many transactions.
	for ( _, id in vector(5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 10) )
		send(id, fmt("q%d", id), F);

	event over();
	}

event DNS::log_dns(rec: DNS::Info)
	{
	print rec$trans_id, rec$query, rec?$answers ? join_string_vec(rec$answers, " ") : "-",
		rec$saw_query, rec$saw_reply;
	}
