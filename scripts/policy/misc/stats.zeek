##! Logs memory, packets, connections and events at regular times, and offers some of it
##! as metrics.

@load base/frameworks/notice
@load base/frameworks/telemetry
@load base/utils/time

module Stats;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Time between two lines.
	option report_interval = 5min;

	## A line of stats.log. Columns without a word about it count since the line before.
	type Info: record {
		ts: time &log;
		## Who measured.
		peer: string &log;
		## Memory in use, in megabytes.
		mem: count &log;
		pkts_proc: count &log;
		bytes_recv: count &log;

		## The next four are known of live traffic only.
		pkts_dropped: count &log &optional;
		## Packets on the link, before any filter.
		pkts_link: count &log &optional;
		## How far packets' times are behind the clock.
		pkt_lag: interval &log &optional;
		pkts_filtered: count &log &optional;

		events_proc: count &log;
		events_queued: count &log;

		## Those in memory now.
		active_tcp_conns: count &log;
		active_udp_conns: count &log;
		active_icmp_conns: count &log;

		tcp_conns: count &log;
		udp_conns: count &log;
		icmp_conns: count &log;

		timers: count &log;
		## Those that are set now.
		active_timers: count &log;

		files: count &log;
		## Those being looked at now.
		active_files: count &log;

		dns_requests: count &log;
		## Those without an answer yet.
		active_dns_requests: count &log;

		## Bytes that wait to be put in order.
		reassem_tcp_size: count &log;
		reassem_file_size: count &log;
		reassem_frag_size: count &log;
		## What waits until its protocol is known.
		reassem_unknown_size: count &log;
	};

	## Each line that is logged.
	global log_stats: event(rec: Info);
}

function net_counter(name: string, help: string): Telemetry::CounterFamily
	{
	return Telemetry::register_counter_family(Telemetry::MetricOpts($prefix="zeek",
		$name=name, $unit="", $help_text=help));
	}

function net_seconds(name: string, help: string): Telemetry::GaugeFamily
	{
	return Telemetry::register_gauge_family(Telemetry::MetricOpts($prefix="zeek",
		$name=name, $unit="seconds", $help_text=help));
	}

global bytes_received_cf = net_counter("net-received-bytes",
	"Total number of bytes received");
global packets_received_cf = net_counter("net-received-packets",
	"Total number of packets received");
global packets_dropped_cf = net_counter("net-dropped-packets",
	"Total number of packets dropped");
global link_packets_cf = net_counter("net-link-packets",
	"Total number of packets on the packet source link before filtering");
global packets_filtered_cf = net_counter("net-filtered-packets",
	"Total number of packets filtered");
global packet_lag_gf = net_seconds("net-packet-lag",
	"Difference of network time and wallclock time in seconds.");
# A gauge although it only grows: it is a point in time, not a sum.
global network_time_cf = net_seconds("net-timestamp", "The current network time.");

global no_labels: vector of string;

hook Telemetry::sync()
	{
	local net = get_net_stats();

	Telemetry::gauge_family_set(network_time_cf, no_labels,
		time_to_double(network_time()));
	Telemetry::counter_family_set(bytes_received_cf, no_labels, net$bytes_recvd);
	Telemetry::counter_family_set(packets_received_cf, no_labels, net$pkts_recvd);

	if ( ! reading_live_traffic() )
		return;

	Telemetry::counter_family_set(packets_dropped_cf, no_labels, net$pkts_dropped);
	Telemetry::counter_family_set(link_packets_cf, no_labels, net$pkts_link);
	Telemetry::gauge_family_set(packet_lag_gf, no_labels,
		interval_to_double(current_time() - network_time()));

	if ( net?$pkts_filtered )
		Telemetry::counter_family_set(packets_filtered_cf, no_labels,
			net$pkts_filtered);
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_stats, $path="stats",
		$policy=log_policy));
	}

function add_live_traffic(info: Info, net: NetStats, last: NetStats)
	{
	info$pkt_lag = get_packet_lag();
	info$pkts_dropped = net$pkts_dropped - last$pkts_dropped;
	info$pkts_link = net$pkts_link - last$pkts_link;

	if ( net?$pkts_filtered )
		info$pkts_filtered = net$pkts_filtered - last$pkts_filtered;
	}

event check_stats(then: time, last_ns: NetStats, last_cs: ConnStats, last_ps: ProcStats,
	last_es: EventStats, last_rs: ReassemblerStats, last_ts: TimerStats,
	last_fs: FileAnalysisStats, last_ds: DNSStats)
	{
	local now = network_time();
	local net = get_net_stats();
	local conns = get_conn_stats();
	local process = get_proc_stats();
	local events = get_event_stats();
	local reassembly = get_reassembler_stats();
	local timers = get_timer_stats();
	local files = get_file_analysis_stats();
	local dns = get_dns_stats();

	local info = Info($ts=now, $peer=peer_description,
		$mem=process$mem / 1048576,
		$pkts_proc=net$pkts_recvd - last_ns$pkts_recvd,
		$bytes_recv=net$bytes_recvd - last_ns$bytes_recvd,
		$events_proc=events$dispatched - last_es$dispatched,
		$events_queued=events$queued - last_es$queued,
		$active_tcp_conns=conns$num_tcp_conns,
		$active_udp_conns=conns$num_udp_conns,
		$active_icmp_conns=conns$num_icmp_conns,
		$tcp_conns=conns$cumulative_tcp_conns - last_cs$cumulative_tcp_conns,
		$udp_conns=conns$cumulative_udp_conns - last_cs$cumulative_udp_conns,
		$icmp_conns=conns$cumulative_icmp_conns - last_cs$cumulative_icmp_conns,
		$timers=timers$cumulative - last_ts$cumulative,
		$active_timers=timers$current,
		$files=files$cumulative - last_fs$cumulative,
		$active_files=files$current,
		$dns_requests=dns$requests - last_ds$requests,
		$active_dns_requests=dns$pending,
		$reassem_tcp_size=reassembly$tcp_size,
		$reassem_file_size=reassembly$file_size,
		$reassem_frag_size=reassembly$frag_size,
		$reassem_unknown_size=reassembly$unknown_size);

	if ( reading_live_traffic() )
		add_live_traffic(info, net, last_ns);

	Log::write(LOG, info);

	if ( ! zeek_is_terminating() )
		schedule report_interval {
			check_stats(now, net, conns, process, events, reassembly, timers,
				files, dns)
		};
	}

event zeek_init()
	{
	schedule report_interval {
		check_stats(network_time(), get_net_stats(), get_conn_stats(),
			get_proc_stats(), get_event_stats(), get_reassembler_stats(),
			get_timer_stats(), get_file_analysis_stats(), get_dns_stats())
	};
	}
