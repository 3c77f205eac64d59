##! Logs metrics at regular times, and once more at the end: counters and gauges to
##! telemetry.log, histograms to telemetry_histogram.log.

@load base/frameworks/telemetry

module Telemetry;

export {
	redef enum Log::ID += { LOG, LOG_HISTOGRAM };

	## Time between two rounds.
	option log_interval = 60sec;

	## Whose metrics are logged, by prefix; all if it is empty.
	option log_prefixes: set[string] = { "process", "zeek" };

	## A line of telemetry.log.
	type Info: record {
		ts: time &log;
		peer: string &log;
		## "counter" or "gauge".
		metric_type: string &log;
		name: string &log;
		## Names of the labels, and their values in the same order.
		labels: vector of string &log;
		label_values: vector of string &log;
		value: double &log;
	};

	## A line of telemetry_histogram.log.
	type HistogramInfo: record {
		ts: time &log;
		peer: string &log;
		name: string &log;
		labels: vector of string &log;
		label_values: vector of string &log;
		## Where each bucket ends,
		bounds: vector of double &log;
		## and how many measurements fell into it.
		values: vector of double &log;
		## The sum of all measurements,
		sum: double &log;
		## and how many there were.
		observations: double &log;
	};

	global log_policy: Log::PolicyHook;
	global log_policy_histogram: Log::PolicyHook;

	## Each line that is logged.
	global log_telemetry: event(rec: Info);
	global log_telemetry_histogram: event(rec: HistogramInfo);
}

function collected_metrics(): vector of Telemetry::Metric
	{
	if ( |log_prefixes| == 0 )
		return Telemetry::collect_metrics();

	local all: vector of Telemetry::Metric;

	for ( prefix in log_prefixes )
		all += Telemetry::collect_metrics(prefix, "*");

	return all;
	}

function collected_histograms(): vector of Telemetry::HistogramMetric
	{
	if ( |log_prefixes| == 0 )
		return Telemetry::collect_histogram_metrics();

	local all: vector of Telemetry::HistogramMetric;

	for ( prefix in log_prefixes )
		all += Telemetry::collect_histogram_metrics(prefix, "*");

	return all;
	}

function name_of(kind: Telemetry::MetricType): string
	{
	switch ( kind )
		{
		case COUNTER: return "counter";
		case GAUGE: return "gauge";
		}

	return "unknown";
	}

function do_log()
	{
	local now = network_time();

	for ( _, m in collected_metrics() )
		{
		# These have no single value.
		if ( m$opts$metric_type == HISTOGRAM )
			next;

		Log::write(LOG, Info($ts=now, $peer=peer_description,
			$metric_type=name_of(m$opts$metric_type), $name=m$opts$name,
			$labels=m$label_names, $label_values=m$label_values, $value=m$value));
		}

	for ( _, h in collected_histograms() )
		Log::write(LOG_HISTOGRAM, HistogramInfo($ts=now, $peer=peer_description,
			$name=h$opts$name, $labels=h$label_names,
			$label_values=h$label_values, $bounds=h$opts$bounds,
			$values=h$values, $sum=h$sum, $observations=h$observations));
	}

event Telemetry::log()
	{
	# The end has a round of its own.
	if ( zeek_is_terminating() )
		return;

	do_log();
	schedule log_interval { Telemetry::log() };
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_telemetry,
		$path="telemetry", $policy=log_policy));
	Log::create_stream(LOG_HISTOGRAM, Log::Stream($columns=HistogramInfo,
		$ev=log_telemetry_histogram, $path="telemetry_histogram",
		$policy=log_policy_histogram));

	schedule log_interval { Telemetry::log() };
	}

event zeek_done() &priority=-1000
	{
	do_log();
	}
