# Counters, gauges and histograms, found again by their names.
@load base/frameworks/telemetry
redef running_under_test = T;
global c = Telemetry::register_counter_family([$prefix="x", $name="a-b", $unit="bytes", $help_text="h", $label_names=vector("z-1","b")]);
global g = Telemetry::register_gauge_family([$prefix="x", $name="g", $unit="1", $help_text="h"]);
global h = Telemetry::register_histogram_family([$prefix="x", $name="h", $unit="seconds", $help_text="h", $bounds=vector(1.0,2.0)]);
hook Telemetry::sync() { Telemetry::gauge_family_set(g, vector(), 7.5); }
event zeek_init()
	{
	Telemetry::counter_family_inc(c, vector("1","2"));
	Telemetry::counter_family_inc(c, vector("1","1"));
	Telemetry::counter_family_inc(c, vector("1","1"));
	Telemetry::histogram_family_observe(h, vector(), 0.5);
	Telemetry::histogram_family_observe(h, vector(), 5.0);
	for ( _, m in Telemetry::collect_metrics("x") ) print m$opts, m$label_names, m$label_values, m$value;
	for ( _, hm in Telemetry::collect_histogram_metrics("x", "h") ) print hm;
	print |Telemetry::collect_metrics("y")|;
	}
