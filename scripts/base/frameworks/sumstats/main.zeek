##! Summary statistics: observations are reduced to figures for each key, over epochs;
##! figures may cross thresholds.

module SumStats;

export {
	## What is computed; the plugins add to it.
	type Calculation: enum { PLACEHOLDER };

	## What observations are about.
	type Key: record {
		str: string &optional;
		host: addr &optional;
	};

	## Something observed: a number, or a text that counts as one.
	type Observation: record {
		num: count &optional;
		dbl: double &optional;
		str: string &optional;
	};

	## How a stream of observations is reduced.
	type Reducer: record {
		stream: string;
		apply: set[Calculation];
		## Keeps observations out.
		pred: function(key: SumStats::Key, obs: SumStats::Observation): bool &optional;
		normalize_key: function(key: SumStats::Key): Key &optional;
	};

	## The figures for one key and stream.
	type ResultVal: record {
		begin: time;
		end: time;
		num: count &default=0;
	};

	## The figures for one key by stream.
	type Result: table[string] of ResultVal;

	type ResultTable: table[Key] of Result;

	## A statistic.
	type SumStat: record {
		name: string;
		## How long an epoch is; 0 for epochs that next_epoch ends.
		epoch: interval;
		reducers: set[Reducer];
		## The value that is compared with thresholds.
		threshold_val: function(key: SumStats::Key, result: SumStats::Result): double &optional;
		threshold: double &optional;
		threshold_series: vector of double &optional;
		threshold_crossed: function(key: SumStats::Key, result: SumStats::Result) &optional;
		## Gets the figures of each key at the end of an epoch.
		epoch_result: function(ts: time, key: SumStats::Key, result: SumStats::Result) &optional;
		epoch_finished: function(ts: time) &optional;
	};

	## Begins a statistic.
	global create: function(ss: SumStats::SumStat);

	## Adds an observation to a stream.
	global observe: function(id: string, orig_key: SumStats::Key, obs: SumStats::Observation);

	## Returns the present figures of a key.
	global request_key: function(ss_name: string, key: Key): Result;

	global key2str: function(key: SumStats::Key): string;

	## Ends an epoch of a statistic whose epochs end by hand.
	global next_epoch: function(ss_name: string): bool;
}

## What a calculation does with an observation.
type ObserveFunc: function(r: Reducer, val: double, data: Observation, rv: ResultVal);

redef record Reducer += {
	ssname: string &optional;
	# The calculations with those that they depend on, which come first.
	calc_funcs: vector of Calculation &optional;
};

global stats_store: table[string] of SumStat = table();
global reducer_store: table[string] of set[Reducer] = table();
global result_store: table[string] of ResultTable = table();

# How many thresholds each key has crossed.
global threshold_tracker: table[string] of table[Key] of count;

global calc_store: table[Calculation] of ObserveFunc = table();
global calc_deps: table[Calculation] of vector of Calculation = table();

# Plugins handle these: at the start, for new figures, and to put two figures together.
global register_observe_plugins: hook();
global init_resultval_hook: hook(r: Reducer, rv: ResultVal);
global compose_resultvals_hook: hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal);

global data_added: function(ss: SumStat, key: Key, result: Result);
global finish_epoch: event(ss: SumStat);

function register_observe_plugin(calc: Calculation, func: ObserveFunc)
	{
	calc_store[calc] = func;
	}

function add_observe_plugin_dependency(calc: Calculation, depends_on: Calculation)
	{
	if ( calc !in calc_deps )
		calc_deps[calc] = vector();

	calc_deps[calc] += depends_on;
	}

event zeek_init() &priority=100000
	{
	hook register_observe_plugins();
	}

function key2str(key: Key): string
	{
	local parts: vector of string;

	if ( key?$host )
		parts += fmt("host=%s", key$host);

	if ( key?$str )
		parts += fmt("str=%s", key$str);

	return fmt("sumstats_key(%s)", join_string_vec(parts, ", "));
	}

function crossed_so_far(ss_name: string, key: Key): count
	{
	if ( ss_name !in threshold_tracker || key !in threshold_tracker[ss_name] )
		return 0;

	return threshold_tracker[ss_name][key];
	}

function next_epoch(ss_name: string): bool
	{
	if ( ss_name !in stats_store || stats_store[ss_name]$epoch != 0 sec )
		return F;

	event SumStats::finish_epoch(stats_store[ss_name]);
	return T;
	}

function init_resultval(r: Reducer): ResultVal
	{
	local rv = ResultVal($begin=network_time(), $end=network_time());
	hook init_resultval_hook(r, rv);
	return rv;
	}

# The figures for all observations of two others.
function compose_resultvals(rv1: ResultVal, rv2: ResultVal): ResultVal
	{
	local both = ResultVal($begin=rv1$begin < rv2$begin ? rv1$begin : rv2$begin,
		$end=rv1$end > rv2$end ? rv1$end : rv2$end, $num=rv1$num + rv2$num);

	hook compose_resultvals_hook(both, rv1, rv2);
	return both;
	}

function compose_results(r1: Result, r2: Result): Result &is_used
	{
	local both: Result = table();

	for ( stream, figures in r1 )
		both[stream] = stream in r2 ? compose_resultvals(figures, r2[stream]) : figures;

	for ( stream, figures in r2 )
		{
		if ( stream !in r1 )
			both[stream] = figures;
		}

	return both;
	}

function reset(ss: SumStat)
	{
	result_store[ss$name] = table();

	if ( ss$name in threshold_tracker )
		threshold_tracker[ss$name] = table();
	}

function is_planned(calcs: vector of Calculation, calc: Calculation): bool
	{
	for ( _, known in calcs )
		{
		if ( known == calc )
			return T;
		}

	return F;
	}

# Plans a calculation after those that it depends on.
function plan(calcs: vector of Calculation, calc: Calculation)
	{
	if ( calc in calc_deps )
		{
		for ( _, needed in calc_deps[calc] )
			plan(calcs, needed);
		}

	if ( ! is_planned(calcs, calc) )
		calcs += calc;
	}

function has_thresholds(ss: SumStat): bool
	{
	return ss?$threshold || ss?$threshold_series;
	}

function create(ss: SumStat)
	{
	if ( has_thresholds(ss) )
		{
		if ( ! ss?$threshold_val )
			Reporter::error("SumStats given a threshold with no $threshold_val function");

		threshold_tracker[ss$name] = table();
		}

	stats_store[ss$name] = ss;

	for ( reducer in ss$reducers )
		{
		reducer$ssname = ss$name;
		reducer$calc_funcs = vector();

		for ( calc in reducer$apply )
			plan(reducer$calc_funcs, calc);

		if ( reducer$stream !in reducer_store )
			reducer_store[reducer$stream] = set();

		add reducer_store[reducer$stream][reducer];
		}

	reset(ss);

	if ( ss$epoch != 0 sec )
		schedule ss$epoch { SumStats::finish_epoch(ss) };
	}

# Whether nothing more can come of observations of a key.
function is_settled(ss: SumStat, key: Key): bool
	{
	local crossed = crossed_so_far(ss$name, key);

	if ( ss?$threshold_series && crossed > 0 && crossed == |ss$threshold_series| )
		return T;

	return ss?$threshold && crossed > 0 && ! ss?$epoch_result;
	}

function value_of(obs: Observation): double
	{
	if ( obs?$num )
		return obs$num + 0.0;

	return obs?$dbl ? obs$dbl : 1.0;
	}

function figures_for(r: Reducer, key: Key): Result
	{
	if ( r$ssname !in result_store )
		result_store[r$ssname] = table();

	local results = result_store[r$ssname];

	if ( key !in results )
		results[key] = table();

	local result = results[key];

	if ( r$stream !in result )
		result[r$stream] = init_resultval(r);

	return result;
	}

function observe_with(r: Reducer, orig_key: Key, obs: Observation)
	{
	local key = r?$normalize_key ? r$normalize_key(copy(orig_key)) : orig_key;
	local ss = stats_store[r$ssname];

	if ( (r?$pred && ! r$pred(key, obs)) || is_settled(ss, key) )
		return;

	local result = figures_for(r, key);
	local rv = result[r$stream];
	local val = value_of(obs);

	++rv$num;
	rv$end = network_time();

	for ( _, calc in r$calc_funcs )
		calc_store[calc](r, val, obs, rv);

	data_added(ss, key, result);
	}

function observe(id: string, orig_key: Key, obs: Observation)
	{
	if ( id !in reducer_store )
		return;

	for ( r in reducer_store[id] )
		observe_with(r, orig_key, obs);
	}

# Functions about results may expect figures of every stream.
function complete(ss: SumStat, result: Result)
	{
	if ( |ss$reducers| == |result| )
		return;

	for ( reducer in ss$reducers )
		{
		if ( reducer$stream !in result )
			result[reducer$stream] = init_resultval(reducer);
		}
	}

# Tells whether a threshold is crossed that was not before. Where only a part of the
# data is seen, modify_pct is that part.
function check_thresholds(ss: SumStat, key: Key, result: Result, modify_pct: double): bool
	{
	if ( ! has_thresholds(ss) && ! ss?$threshold_crossed )
		return F;

	complete(ss, result);

	local watch = ss$threshold_val(key, result);

	if ( modify_pct > 0.0 && modify_pct < 1.0 )
		watch = watch / modify_pct;

	local crossed = crossed_so_far(ss$name, key);

	if ( ss?$threshold && crossed == 0 && watch >= ss$threshold )
		return T;

	return ss?$threshold_series && crossed < |ss$threshold_series| &&
	       watch >= ss$threshold_series[crossed];
	}

function threshold_crossed(ss: SumStat, key: Key, result: Result) &is_used
	{
	if ( ! ss?$threshold_crossed )
		return;

	if ( ss$name !in threshold_tracker )
		threshold_tracker[ss$name] = table();

	threshold_tracker[ss$name][key] = crossed_so_far(ss$name, key) + 1;
	complete(ss, result);
	ss$threshold_crossed(key, result);
	}
