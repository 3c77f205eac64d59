##! Settings of a node that keeps state for others: its logs go to a logger.

@prefixes += cluster-proxy

redef Log::default_rotation_interval = 24 hrs;
redef Log::enable_local_logging = F;
redef Log::enable_remote_logging = T;

@if ( ! Supervisor::is_supervised() )
redef Log::default_rotation_postprocessor_cmd = "delete-log";
@endif
