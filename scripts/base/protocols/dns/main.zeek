##! Queries and what became of them: dns.log.
##!
##! A query and its reply are one line. They find each other by the number of their
##! transaction, in the order in which they come.

@load base/utils/queue
@load ./consts
@load base/protocols/conn/removal-hooks

module DNS;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Messages of one transaction that may be pending.
	option max_pending_msgs = 50;

	## Transactions that may be pending.
	option max_pending_query_ids = 50;

	## Ports of DNS servers.
	const ports: set[port] = {
		53/tcp, 53/udp, 137/udp, 5353/udp, 5355/udp
	} &redef;

	## A line of dns.log: a query and its reply.
	type Info: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		proto: transport_proto &log;
		## The number of the transaction.
		trans_id: count &log &optional;
		## How long the reply took.
		rtt: interval &log &optional;
		query: string &log &optional;
		qclass: count &log &optional;
		qclass_name: string &log &optional;
		qtype: count &log &optional;
		qtype_name: string &log &optional;
		rcode: count &log &optional;
		rcode_name: string &log &optional;
		AA: bool &log &default=F;
		TC: bool &log &default=F;
		RD: bool &log &default=F;
		RA: bool &log &default=F;
		Z: count &log &default=0;
		answers: vector of string &log &optional;
		TTLs: vector of interval &log &optional;
		rejected: bool &log &default=F;
		opcode: count &log &optional;
		opcode_name: string &log &optional;
		total_answers: count &optional;
		total_replies: count &optional;
		saw_query: bool &default=F;
		saw_reply: bool &default=F;
	};

	## Queues of messages by the number of their transaction.
	type PendingMessages: table[count] of Queue::Queue;

	## What is pending in a connection.
	type State: record {
		pending_query: Info &optional;
		pending_queries: PendingMessages &optional;
		pending_replies: PendingMessages &optional;
	};

	## Run for each record of an answer.
	global do_reply: hook(c: connection, msg: dns_msg, ans: dns_answer, reply: string);

	## Logs what has no end of its own.
	global finalize_dns: Conn::RemovalHook;

	## Raised with each line of the log.
	global log_dns: event(rec: Info);

	## Run for each message.
	global set_session: hook(c: connection, msg: dns_msg, is_query: bool);
}

redef record connection += {
	dns: Info &optional;
	dns_state: State &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_dns, $path="dns",
		$policy=log_policy));
	Analyzer::register_for_ports(Analyzer::ANALYZER_DNS, ports);
	}

function is_tracked(msg: dns_msg): bool
	{
	return msg$opcode == DNS_OP_QUERY || msg$opcode == DNS_OP_DYNAMIC_UPDATE
		|| msg$opcode == DNS_OP_NOTIFY;
	}

function new_session(c: connection, trans_id: count): Info
	{
	return Info($ts=network_time(), $uid=c$uid, $id=c$id,
		$proto=get_port_transport_proto(c$id$resp_p), $trans_id=trans_id);
	}

function log_unmatched_msgs_queue(q: Queue::Queue)
	{
	local infos: vector of Info;
	Queue::get_vector(q, infos);

	for ( _, info in infos )
		Log::write(LOG, info);
	}

function log_unmatched_msgs(msgs: PendingMessages)
	{
	for ( _, q in msgs )
		log_unmatched_msgs_queue(q);

	clear_table(msgs);
	}

# Put a message where its counterpart will look. Where too many wait, none of them is
# going to be asked for any more.
function enqueue_new_msg(msgs: PendingMessages, id: count, msg: Info)
	{
	if ( id in msgs )
		{
		if ( Queue::len(msgs[id]) > max_pending_msgs )
			{
			log_unmatched_msgs_queue(msgs[id]);
			msgs[id] = Queue::init();
			}
		}
	else
		{
		if ( |msgs| > max_pending_query_ids )
			log_unmatched_msgs(msgs);

		msgs[id] = Queue::init();
		}

	Queue::put(msgs[id], msg);
	}

# The message that has waited longest.
function pop_msg(msgs: PendingMessages, id: count): Info
	{
	local msg: Info = Queue::get(msgs[id]);

	if ( Queue::len(msgs[id]) == 0 )
		delete msgs[id];

	return msg;
	}

function is_waiting(msgs: PendingMessages, id: count): bool
	{
	return id in msgs && Queue::len(msgs[id]) > 0;
	}

# A query: a reply may have been seen before it.
function note_query(c: connection, id: count)
	{
	local state = c$dns_state;

	if ( state?$pending_replies && is_waiting(state$pending_replies, id) )
		{
		c$dns = pop_msg(state$pending_replies, id);
		return;
		}

	c$dns = new_session(c, id);

	# One is kept by itself, which spares most connections the tables.
	if ( ! state?$pending_query )
		{
		state$pending_query = c$dns;
		return;
		}

	if ( ! state?$pending_queries )
		state$pending_queries = table();

	enqueue_new_msg(state$pending_queries, id, c$dns);
	}

# Another query takes the place of the one that is kept by itself, lest later ones
# overtake those that wait: one of the same transaction, else any.
function promote_query(state: State, id: count)
	{
	local queries = state$pending_queries;

	if ( is_waiting(queries, id) )
		{
		state$pending_query = pop_msg(queries, id);
		return;
		}

	local other = 0;
	local found = F;

	for ( trans_id, q in queries )
		if ( Queue::len(q) > 0 )
			{
			other = trans_id;
			found = T;
			break;
			}

	if ( found )
		state$pending_query = pop_msg(queries, other);
	}

# A reply: to a query, or to one that may yet come.
function note_reply(c: connection, id: count)
	{
	local state = c$dns_state;

	if ( state?$pending_query && state$pending_query$trans_id == id )
		{
		c$dns = state$pending_query;
		delete state$pending_query;

		if ( state?$pending_queries )
			promote_query(state, id);
		}
	else if ( state?$pending_queries && is_waiting(state$pending_queries, id) )
		c$dns = pop_msg(state$pending_queries, id);
	else
		{
		c$dns = new_session(c, id);

		if ( ! state?$pending_replies )
			state$pending_replies = table();

		enqueue_new_msg(state$pending_replies, id, c$dns);
		}
	}

hook set_session(c: connection, msg: dns_msg, is_query: bool) &priority=5
	{
	if ( ! c?$dns_state )
		{
		c$dns_state = State();
		Conn::register_removal_hook(c, finalize_dns);
		}

	if ( is_query )
		note_query(c, msg$id);
	else
		note_reply(c, msg$id);

	local info = c$dns;

	if ( ! is_query )
		{
		info$rcode = msg$rcode;
		info$rcode_name = base_errors[msg$rcode];

		if ( ! info?$total_answers )
			info$total_answers = msg$num_answers;

		if ( ! info?$total_replies )
			info$total_replies = msg$num_answers + msg$num_addl + msg$num_auth;

		if ( msg$rcode != 0 && msg$num_queries == 0 )
			info$rejected = T;
		}

	info$opcode = msg$opcode;
	info$opcode_name = msg$is_netbios ? netbios_opcodes[msg$opcode] : opcodes[msg$opcode];
	}

event dns_message(c: connection, is_orig: bool, msg: dns_msg, len: count) &priority=5
	{
	if ( is_tracked(msg) )
		hook set_session(c, msg, ! msg$QR);
	}

event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) &priority=5
	{
	if ( ! is_tracked(msg) )
		return;

	local info = c$dns;
	info$RD = msg$RD;
	info$TC = msg$TC;
	info$Z = msg$Z;
	info$qclass = qclass;
	info$qclass_name = classes[qclass];
	info$qtype = qtype;
	info$qtype_name = query_types[qtype];
	info$query = query;

	if ( c$id$resp_p != 137/udp )
		return;

	local decoded = decode_netbios_name(query);

	if ( decoded != "" )
		info$query = decoded;

	# NetBIOS has the same number for something else.
	if ( info$qtype_name == "SRV" )
		info$qtype_name = "NBSTAT";
	}

event dns_rejected(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count) &priority=5
	{
	if ( c?$dns )
		c$dns$rejected = T;
	}

event dns_end(c: connection, msg: dns_msg) &priority=5
	{
	if ( ! c?$dns )
		return;

	if ( msg$QR )
		c$dns$saw_reply = T;
	else
		c$dns$saw_query = T;
	}

event dns_end(c: connection, msg: dns_msg) &priority=-5
	{
	if ( c?$dns && c$dns$saw_query && c$dns$saw_reply )
		{
		Log::write(LOG, c$dns);
		delete c$dns;
		}
	}

hook finalize_dns(c: connection)
	{
	if ( ! c?$dns_state )
		return;

	local state = c$dns_state;

	if ( state?$pending_query )
		Log::write(LOG, state$pending_query);

	if ( state?$pending_queries )
		log_unmatched_msgs(state$pending_queries);

	if ( state?$pending_replies )
		log_unmatched_msgs(state$pending_replies);
	}

# Replies

hook DNS::do_reply(c: connection, msg: dns_msg, ans: dns_answer, reply: string) &priority=5
	{
	# Answers in a query are none.
	if ( ! is_tracked(msg) || ! msg$QR )
		return;

	if ( ans$answer_type != DNS_ANS && ans$answer_type != DNS_PREREQUISITE
	     && ans$answer_type != DNS_UPDATE )
		return;

	local info = c$dns;

	if ( ! info?$query )
		info$query = ans$query;

	info$AA = msg$AA;
	info$RA = msg$RA;

	if ( ! info?$rtt )
		{
		local rtt = network_time() - info$ts;

		# A reply without its query took no time at all.
		if ( rtt != 0 secs )
			info$rtt = rtt;
		}

	if ( reply == "" )
		return;

	if ( msg$opcode == DNS_OP_DYNAMIC_UPDATE && ans$answer_type == DNS_UPDATE
	     && ! starts_with(reply, "del:") )
		reply = "add: " + reply;

	if ( ! info?$answers )
		info$answers = vector();

	if ( ! info?$TTLs )
		info$TTLs = vector();

	info$answers += reply;
	info$TTLs += ans$TTL;
	}

# An address, which in an update is one of several kinds of changes.
function address_reply(msg: dns_msg, ans: dns_answer, kind: string, a: addr): string
	{
	if ( msg$opcode == DNS_OP_DYNAMIC_UPDATE && ! msg$is_netbios )
		return fmt("%s %s %s", kind, ans$query, a);

	return cat(a);
	}

# Texts with what they are and their lengths.
function text_reply(kind: string, strs: string_vec): string
	{
	local parts: string_vec;

	for ( _, s in strs )
		parts += fmt("%s %d %s", kind, |s|, s);

	return join_string_vec(parts, " ");
	}

event dns_A_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, address_reply(msg, ans, "A", a));
	}

event dns_AAAA_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, address_reply(msg, ans, "AAAA", a));
	}

event dns_A6_reply(c: connection, msg: dns_msg, ans: dns_answer, a: addr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, address_reply(msg, ans, "A6", a));
	}

event dns_NS_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, name);
	}

event dns_CNAME_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, name);
	}

event dns_PTR_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, name);
	}

event dns_MX_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string,
		preference: count) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, name);
	}

event dns_SRV_reply(c: connection, msg: dns_msg, ans: dns_answer, target: string,
		priority: count, weight: count, p: count) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, target);
	}

event dns_SOA_reply(c: connection, msg: dns_msg, ans: dns_answer, soa: dns_soa) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, soa$mname);
	}

event dns_TXT_reply(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, text_reply("TXT", strs));
	}

event dns_SPF_reply(c: connection, msg: dns_msg, ans: dns_answer, strs: string_vec) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, text_reply("SPF", strs));
	}

event dns_WKS_reply(c: connection, msg: dns_msg, ans: dns_answer) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, "");
	}

event dns_NAPTR_reply(c: connection, msg: dns_msg, ans: dns_answer, naptr: dns_naptr_rr) &priority=5
	{
	local rule = naptr$regexp;

	if ( rule != "" && naptr$replacement != "" )
		rule += " ";

	rule += naptr$replacement;
	hook DNS::do_reply(c, msg, ans, fmt("NAPTR %s %s %s %s %s", naptr$order,
		naptr$preference, naptr$flags, naptr$service, rule));
	}

event dns_unknown_reply(c: connection, msg: dns_msg, ans: dns_answer) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, fmt("<unknown type=%s>", ans$qtype));
	}

event dns_RRSIG(c: connection, msg: dns_msg, ans: dns_answer, rrsig: dns_rrsig_rr) &priority=5
	{
	local signer = rrsig$signer_name == "" ? "<Root>" : rrsig$signer_name;
	hook DNS::do_reply(c, msg, ans, fmt("RRSIG %s %s", rrsig$type_covered, signer));
	}

event dns_DNSKEY(c: connection, msg: dns_msg, ans: dns_answer, dnskey: dns_dnskey_rr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, fmt("DNSKEY %s", dnskey$algorithm));
	}

event dns_NSEC(c: connection, msg: dns_msg, ans: dns_answer, next_name: string,
		bitmaps: string_vec) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, fmt("NSEC %s %s", ans$query, next_name));
	}

event dns_NSEC3(c: connection, msg: dns_msg, ans: dns_answer, nsec3: dns_nsec3_rr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, "NSEC3");
	}

event dns_NSEC3PARAM(c: connection, msg: dns_msg, ans: dns_answer,
		nsec3param: dns_nsec3param_rr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, "NSEC3PARAM");
	}

event dns_DS(c: connection, msg: dns_msg, ans: dns_answer, ds: dns_ds_rr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, fmt("DS %s %s", ds$algorithm, ds$digest_type));
	}

event dns_BINDS(c: connection, msg: dns_msg, ans: dns_answer, binds: dns_binds_rr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, "BIND9 signing signal");
	}

event dns_SSHFP(c: connection, msg: dns_msg, ans: dns_answer, algo: count, fptype: count,
		fingerprint: string) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, "SSHFP: " + bytestring_to_hexstr(fingerprint));
	}

event dns_LOC(c: connection, msg: dns_msg, ans: dns_answer, loc: dns_loc_rr) &priority=5
	{
	hook DNS::do_reply(c, msg, ans, fmt("LOC:  %d %d %d", loc$size, loc$horiz_pre,
		loc$vert_pre));
	}

# Updates

event dns_dynamic_update_pre(c: connection, msg: dns_msg, ans: dns_answer) &priority=5
	{
	local what: string;

	if ( ans$qtype == DNS::ANY && ans$qclass == DNS::NONE )
		what = "NameNotInUse";
	else if ( ans$qtype == DNS::ANY && ans$qclass == DNS::ANY )
		what = "NameInUse";
	else if ( ans$qclass == DNS::NONE )
		what = "NoRRSet " + query_types[ans$qtype];
	else
		what = "RRSetExists " + query_types[ans$qtype];

	hook DNS::do_reply(c, msg, ans, fmt("pre: %s %s", what, ans$query));
	}

event dns_dynamic_update_del(c: connection, msg: dns_msg, ans: dns_answer) &priority=5
	{
	local what: string;

	if ( ans$qtype == DNS::ANY && ans$qclass == DNS::ANY )
		what = fmt("RRSet * %s", ans$query);
	else if ( ans$qclass == DNS::NONE )
		what = fmt("RR %s %s", query_types[ans$qtype], ans$query);
	else
		what = fmt("RRSet %s", query_types[ans$qtype]);

	hook DNS::do_reply(c, msg, ans, fmt("del: %s", what));
	}
