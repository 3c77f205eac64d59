# Metrics in two logs, at regular times and at the end.
@load frameworks/telemetry/log
@load misc/stats

redef running_under_test = T;
redef Telemetry::log_interval = 1hr;
redef Stats::report_interval = 2min;
redef Telemetry::log_prefixes = { "own", "zeek" };
redef Log::default_writer = Log::WRITER_NONE;

global events = Telemetry::register_counter_family([$prefix="own", $name="conns",
	$unit="", $help_text="Connections", $label_names=vector("how")]);
global sizes = Telemetry::register_histogram_family([$prefix="own", $name="sizes",
	$unit="bytes", $help_text="Sizes", $bounds=vector(10.0, 100.0)]);

event new_connection(c: connection)
	{
	Telemetry::counter_family_inc(events, vector("new"));
	Telemetry::histogram_family_observe(sizes, vector(), 50.0);
	}

event Telemetry::log_telemetry(rec: Telemetry::Info)
	{
	if ( /^own|net_rec|timestamp/ in rec$name )
		print rec$metric_type, rec$name, rec$labels, rec$label_values, rec$value;
	}

event Telemetry::log_telemetry_histogram(rec: Telemetry::HistogramInfo)
	{
	print rec$name, rec$bounds, rec$values, rec$sum, rec$observations;
	}

event Stats::log_stats(rec: Stats::Info)
	{
	print "stats", rec$ts, rec$pkts_proc, rec$active_tcp_conns, rec$tcp_conns, rec$events_proc > 0;
	}
