##! Logs how often each kind of weird came about, at regular times.

@load base/frameworks/cluster
@load base/frameworks/sumstats

module WeirdStats;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Time between two measurements.
	const weird_stat_interval = 15min &redef;

	## A line of weird_stats.log.
	type Info: record {
		ts: time &log;
		name: string &log;
		## How often it was seen since the measurement before.
		num_seen: count &log;
	};

	## Each line that is logged.
	global log_weird_stats: event(rec: Info);
}

# What is measured are totals since the start; the log tells what came anew.
global totals: table[string] of double;
global totals_before: table[string] of double;

function take_result(ts: time, key: SumStats::Key, result: SumStats::Result)
	{
	totals[key$str] = result["weirds.encountered"]$sum;
	}

function finish_results(ts: time)
	{
	for ( name, total in totals )
		{
		local before = name in totals_before ? totals_before[name] : 0.0;

		if ( total > before )
			Log::write(LOG, Info($ts=ts, $name=name,
				$num_seen=double_to_count(total - before)));
		}

	totals_before = totals;
	totals = table();
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_weird_stats,
		$path="weird_stats", $policy=log_policy));

	SumStats::create(SumStats::SumStat(
		$name="weirds.statistics",
		$epoch=weird_stat_interval,
		$reducers=set(SumStats::Reducer($stream="weirds.encountered",
			$apply=set(SumStats::SUM))),
		$epoch_result=take_result,
		$epoch_finished=finish_results));
	}

module SumStats;

function observe_weird_stats()
	{
	for ( name, seen in get_reporter_stats()$weirds_by_type )
		SumStats::observe("weirds.encountered", Key($str=name),
			Observation($dbl=seen + 0.0));
	}

# Totals are looked up when they are due, just before the results are made.
@if ( Cluster::is_enabled() )
event SumStats::cluster_ss_request(uid: string, ss_name: string, cleanup: bool) &priority=10
	{
	if ( ss_name == "weirds.statistics" )
		observe_weird_stats();
	}
@else
event SumStats::finish_epoch(ss: SumStat) &priority=10
	{
	if ( ss$name == "weirds.statistics" )
		observe_weird_stats();
	}
@endif
