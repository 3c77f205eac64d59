# The settings of the site: logs that others than the default scripts write.
redef Log::default_writer = Log::WRITER_NONE;
redef Site::local_nets = { 10.0.0.0/8 };

event zeek_init() &priority=-100
	{
	for ( stream in set(CaptureLoss::LOG, Known::HOSTS_LOG, Known::SERVICES_LOG, Stats::LOG,
		LoadedScripts::LOG, Software::LOG, Telemetry::LOG) )
		print stream, Log::get_filter_names(stream);
	}

event Known::log_known_hosts(rec: Known::HostsInfo)
	{
	print rec;
	}

event Known::log_known_services(rec: Known::ServicesInfo)
	{
	print rec;
	}
