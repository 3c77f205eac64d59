# args: -b
# env: CLUSTER_NODE=logger-1
# A node of a cluster takes its settings from the layout and its kind.
event zeek_init()
	{
	print Cluster::is_enabled(), Cluster::local_node_type(), peer_description;
	print Log::enable_local_logging, Log::default_rotation_interval;
	print archiver_rotation_format_func([$writer=Log::WRITER_ASCII, $path="conn",
		$open=double_to_time(0.0), $close=double_to_time(60.0), $terminating=F]);
	}
