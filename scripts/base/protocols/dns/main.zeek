##! Where DNS is looked for, and the form of dns.log.

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
		trans_id: count &log &optional;
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
