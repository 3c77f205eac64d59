##! Counters, gauges and histograms: families of them by name, one for each set of
##! labels.

@load base/bif/telemetry_functions.bif
@load base/misc/version

module Telemetry;

export {
	## The values of labels, in the order of their names.
	type labels_vector: vector of string;

	type CounterFamily: record {
		__family: opaque of counter_metric_family;
		__labels: vector of string;
	};

	## A number that only grows.
	type Counter: record {
		__metric: opaque of counter_metric;
	};

	global register_counter_family: function(opts: MetricOpts): CounterFamily;

	## Returns the counter of a family with these labels.
	global counter_with: function(cf: CounterFamily,
		label_values: labels_vector &default=vector()): Counter;
	global counter_inc: function(c: Counter, amount: double &default=1.0): bool;

	## Sets a counter, which may not become smaller.
	global counter_set: function(c: Counter, value: double): bool;
	global counter_family_inc: function(cf: CounterFamily,
		label_values: labels_vector &default=vector(), amount: double &default=1.0): bool;
	global counter_family_set: function(cf: CounterFamily, label_values: labels_vector,
		value: double): bool;

	type GaugeFamily: record {
		__family: opaque of gauge_metric_family;
		__labels: vector of string;
	};

	## A number that grows and shrinks.
	type Gauge: record {
		__metric: opaque of gauge_metric;
	};

	global register_gauge_family: function(opts: MetricOpts): GaugeFamily;

	## Returns the gauge of a family with these labels.
	global gauge_with: function(gf: GaugeFamily,
		label_values: labels_vector &default=vector()): Gauge;
	global gauge_inc: function(g: Gauge, amount: double &default=1.0): bool;
	global gauge_dec: function(g: Gauge, amount: double &default=1.0): bool;
	global gauge_set: function(g: Gauge, value: double): bool;
	global gauge_family_inc: function(gf: GaugeFamily,
		label_values: labels_vector &default=vector(), value: double &default=1.0): bool;
	global gauge_family_dec: function(gf: GaugeFamily,
		label_values: labels_vector &default=vector(), value: double &default=1.0): bool;
	global gauge_family_set: function(gf: GaugeFamily, label_values: labels_vector,
		value: double): bool;

	type HistogramFamily: record {
		__family: opaque of histogram_metric_family;
		__labels: vector of string;
	};

	## How often measurements fell below bounds.
	type Histogram: record {
		__metric: opaque of histogram_metric;
	};

	global register_histogram_family: function(opts: MetricOpts): HistogramFamily;

	## Returns the histogram of a family with these labels.
	global histogram_with: function(hf: HistogramFamily,
		label_values: labels_vector &default=vector()): Histogram;
	global histogram_observe: function(h: Histogram, measurement: double): bool;
	global histogram_family_observe: function(hf: HistogramFamily, label_values: labels_vector,
		measurement: double): bool;

	## Returns counters and gauges whose names match.
	global collect_metrics: function(prefix: string &default="*",
		name: string &default="*"): vector of Metric;

	## Returns histograms whose names match.
	global collect_histogram_metrics: function(prefix: string &default="*",
		name: string &default="*"): vector of HistogramMetric;
}

function labels_fit(names: vector of string, values: labels_vector): bool
	{
	if ( |names| == |values| )
		return T;

	Reporter::error(fmt("Invalid label values expected %s, have %s", |names|, |values|));
	return F;
	}

function make_labels(names: vector of string, values: labels_vector): table[string] of string
	{
	local labels: table[string] of string;

	for ( i, name in names )
		labels[name] = values[i];

	return labels;
	}

function register_counter_family(opts: MetricOpts): CounterFamily
	{
	return CounterFamily($__labels=opts$label_names, $__family=__counter_family(opts$prefix,
		opts$name, opts$label_names, opts$help_text, opts$unit));
	}

# What the functions return when labels are wrong, one for each kind.
global error_counter_cf = register_counter_family(MetricOpts($prefix="zeek",
	$name="telemetry_counter_usage_error", $unit="",
	$help_text="Uses of counters with the wrong number of labels; reporter.log tells more"));

function counter_with(cf: CounterFamily, label_values: labels_vector): Counter
	{
	if ( ! labels_fit(cf$__labels, label_values) )
		return counter_with(error_counter_cf);

	return Counter($__metric=__counter_metric_get_or_add(cf$__family,
		make_labels(cf$__labels, label_values)));
	}

function counter_inc(c: Counter, amount: double): bool
	{
	return __counter_inc(c$__metric, amount);
	}

function counter_set(c: Counter, value: double): bool
	{
	local present = __counter_value(c$__metric);

	if ( value >= present )
		return counter_inc(c, value - present);

	Reporter::error(fmt("Attempted to set lower counter value=%s cur_value=%s", value, present));
	return F;
	}

function counter_family_inc(cf: CounterFamily, label_values: labels_vector, amount: double): bool
	{
	return counter_inc(counter_with(cf, label_values), amount);
	}

function counter_family_set(cf: CounterFamily, label_values: labels_vector, value: double): bool
	{
	return counter_set(counter_with(cf, label_values), value);
	}

function register_gauge_family(opts: MetricOpts): GaugeFamily
	{
	return GaugeFamily($__labels=opts$label_names, $__family=__gauge_family(opts$prefix,
		opts$name, opts$label_names, opts$help_text, opts$unit));
	}

global error_gauge_cf = register_gauge_family(MetricOpts($prefix="zeek",
	$name="telemetry_gauge_usage_error", $unit="",
	$help_text="Uses of gauges with the wrong number of labels; reporter.log tells more"));

function gauge_with(gf: GaugeFamily, label_values: labels_vector): Gauge
	{
	if ( ! labels_fit(gf$__labels, label_values) )
		return gauge_with(error_gauge_cf);

	return Gauge($__metric=__gauge_metric_get_or_add(gf$__family,
		make_labels(gf$__labels, label_values)));
	}

function gauge_inc(g: Gauge, amount: double): bool
	{
	return __gauge_inc(g$__metric, amount);
	}

function gauge_dec(g: Gauge, amount: double): bool
	{
	return __gauge_dec(g$__metric, amount);
	}

function gauge_set(g: Gauge, value: double): bool
	{
	local present = __gauge_value(g$__metric);
	return value > present ? gauge_inc(g, value - present) : gauge_dec(g, present - value);
	}

function gauge_family_inc(gf: GaugeFamily, label_values: labels_vector, value: double): bool
	{
	return gauge_inc(gauge_with(gf, label_values), value);
	}

function gauge_family_dec(gf: GaugeFamily, label_values: labels_vector, value: double): bool
	{
	return gauge_dec(gauge_with(gf, label_values), value);
	}

function gauge_family_set(gf: GaugeFamily, label_values: labels_vector, value: double): bool
	{
	return gauge_set(gauge_with(gf, label_values), value);
	}

function register_histogram_family(opts: MetricOpts): HistogramFamily
	{
	return HistogramFamily($__labels=opts$label_names, $__family=__histogram_family(opts$prefix,
		opts$name, opts$label_names, opts$bounds, opts$help_text, opts$unit));
	}

global error_histogram_hf = register_histogram_family(MetricOpts($prefix="zeek",
	$name="telemetry_histogram_usage_error", $unit="", $bounds=vector(1.0),
	$help_text="Uses of histograms with the wrong number of labels; reporter.log tells more"));

function histogram_with(hf: HistogramFamily, label_values: labels_vector): Histogram
	{
	if ( ! labels_fit(hf$__labels, label_values) )
		return histogram_with(error_histogram_hf);

	return Histogram($__metric=__histogram_metric_get_or_add(hf$__family,
		make_labels(hf$__labels, label_values)));
	}

function histogram_observe(h: Histogram, measurement: double): bool
	{
	return __histogram_observe(h$__metric, measurement);
	}

function histogram_family_observe(hf: HistogramFamily, label_values: labels_vector,
	measurement: double): bool
	{
	return histogram_observe(histogram_with(hf, label_values), measurement);
	}

function collect_metrics(prefix: string, name: string): vector of Metric
	{
	return __collect_metrics(prefix, name);
	}

function collect_histogram_metrics(prefix: string, name: string): vector of HistogramMetric
	{
	return __collect_histogram_metrics(prefix, name);
	}

## The version, in the labels of a gauge that shows 1.
global version_gauge_family = register_gauge_family(MetricOpts($prefix="zeek",
	$name="version_info", $unit="", $help_text="The Zeek version",
	$label_names=vector("version_number", "major", "minor", "patch", "commit", "beta",
		"debug", "version_string")));

event zeek_init()
	{
	local v = Version::info;

	gauge_family_set(version_gauge_family, vector(cat(v$version_number), cat(v$major),
		cat(v$minor), cat(v$patch), cat(v$commit), v$beta ? "true" : "false",
		v$debug ? "true" : "false", v$version_string), 1.0);
	}
