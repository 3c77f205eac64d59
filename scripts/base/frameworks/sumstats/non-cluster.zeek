##! How epochs end where there is only one node.

@load ./main

module SumStats;

# So many keys are told at once, lest packets wait for them.
const keys_at_once = 50;

event SumStats::process_epoch_result(ss: SumStat, now: time, data: ResultTable)
	{
	local told: vector of Key;

	for ( key, result in data )
		{
		ss$epoch_result(now, key, result);
		told += key;

		if ( |told| == keys_at_once )
			break;
		}

	for ( _, key in told )
		delete data[key];

	if ( |data| > 0 )
		schedule 10 msec { SumStats::process_epoch_result(ss, now, data) };
	else if ( ss?$epoch_finished )
		ss$epoch_finished(now);
	}

# At the end of a run there is no later: all keys are told.
function tell_all(ss: SumStat, now: time, data: ResultTable)
	{
	for ( key, result in data )
		ss$epoch_result(now, key, result);

	if ( ss?$epoch_finished )
		ss$epoch_finished(now);
	}

function do_finish_epoch(ss: SumStat)
	{
	if ( ! ss?$epoch_result || ss$name !in result_store )
		return;

	local data = result_store[ss$name];
	local now = network_time();

	if ( |data| == 0 || zeek_is_terminating() )
		tell_all(ss, now, data);
	else
		event SumStats::process_epoch_result(ss, now, copy(data));

	reset(ss);

	if ( ss$epoch != 0 sec )
		schedule ss$epoch { SumStats::finish_epoch(ss) };
	}

event SumStats::finish_epoch(ss: SumStat)
	{
	# The last epochs end with zeek_done.
	if ( ! zeek_is_terminating() )
		do_finish_epoch(ss);
	}

event zeek_done() &priority=10
	{
	for ( _, ss in stats_store )
		{
		if ( ss$epoch != 0 sec )
			do_finish_epoch(ss);
		}
	}

function data_added(ss: SumStat, key: Key, result: Result)
	{
	if ( check_thresholds(ss, key, result, 1.0) )
		threshold_crossed(ss, key, result);
	}

function request_key(ss_name: string, key: Key): Result
	{
	return when [ss_name, key] ( T )
		{
		if ( ss_name !in result_store || key !in result_store[ss_name] )
			return table();

		return result_store[ss_name][key];
		}
	}
