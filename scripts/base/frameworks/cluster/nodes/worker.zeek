##! Settings of a node that looks at packets: its logs go to a logger.

@prefixes += cluster-worker

redef Log::default_rotation_interval = 24 hrs;
redef Log::enable_local_logging = F;
redef Log::enable_remote_logging = T;

@if ( ! Supervisor::is_supervised() )
redef Log::default_rotation_postprocessor_cmd = "delete-log";
@endif

@load misc/trim-trace-file

## Whether a capture that is written holds all packets.
redef record_all_packets = T;
