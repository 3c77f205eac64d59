##! Finds hosts that run traceroute: they send packets with few hops left, and many ICMP
##! messages tell that the hops ran out.

@load base/frameworks/signatures
@load base/frameworks/sumstats
@load-sigs ./detect-low-ttls.sig

redef Signatures::ignored_ids += /traceroute-detector.*/;

module Traceroute;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## A host runs traceroute; traceroute.log tells more.
		Detected
	};

	## Whether a host must have sent packets with fewer than 10 hops left. Without that,
	## the ICMP messages alone decide.
	const require_low_ttl_packets = T &redef;

	## How many hosts must send ICMP messages about one pair of hosts.
	const icmp_time_exceeded_threshold: double = 3 &redef;

	## The time in which they must do so.
	const icmp_time_exceeded_interval = 3min &redef;

	## A line of traceroute.log.
	type Info: record {
		ts: time &log;
		## Who runs traceroute.
		src: addr &log;
		## To whom.
		dst: addr &log;
		## The protocol of the packets that are sent.
		proto: string &log;
	};

	## Each line that is logged.
	global log_traceroute: event(rec: Traceroute::Info);
}

# Source, destination and protocol as one key.
function key_of(id: conn_id): SumStats::Key
	{
	return SumStats::Key($str=cat(id$orig_h, "-", id$resp_h, "-",
		get_port_transport_proto(id$resp_p)));
	}

function hosts_that_answered(key: SumStats::Key, result: SumStats::Result): double
	{
	if ( require_low_ttl_packets && result["traceroute.low_ttl_packet"]$sum == 0 )
		return 0.0;

	return result["traceroute.time_exceeded"]$unique + 0.0;
	}

function detected(key: SumStats::Key, result: SumStats::Result)
	{
	local parts = split_string_n(key$str, /-/, F, 2);
	local src = to_addr(parts[0]);
	local proto = parts[2];

	Log::write(LOG, Info($ts=network_time(), $src=src, $dst=to_addr(parts[1]),
		$proto=proto));
	NOTICE(Notice::Info($note=Detected, $src=src, $identifier=cat(src, proto),
		$msg=fmt("%s seems to be running traceroute using %s", src, proto)));
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_traceroute,
		$path="traceroute", $policy=log_policy));

	SumStats::create(SumStats::SumStat(
		$name="traceroute-detection",
		$epoch=icmp_time_exceeded_interval,
		$reducers=set(
			SumStats::Reducer($stream="traceroute.time_exceeded",
				$apply=set(SumStats::UNIQUE)),
			SumStats::Reducer($stream="traceroute.low_ttl_packet",
				$apply=set(SumStats::SUM))),
		$threshold_val=hosts_that_answered,
		$threshold=icmp_time_exceeded_threshold,
		$threshold_crossed=detected));
	}

event signature_match(state: signature_state, msg: string, data: string)
	{
	if ( state$sig_id == /traceroute-detector.*/ )
		SumStats::observe("traceroute.low_ttl_packet", key_of(state$conn$id),
			SumStats::Observation($num=1));
	}

event icmp_time_exceeded(c: connection, info: icmp_info, code: count,
	context: icmp_context)
	{
	SumStats::observe("traceroute.time_exceeded", key_of(context$id),
		SumStats::Observation($str=cat(c$id$orig_h)));
	}
