##! Settings for processes that systemd starts: logs are rotated into a queue beside the
##! working folder, from which an archiver takes them.

@load base/frameworks/cluster

@if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::LOGGER )
@load base/frameworks/logging
@load base/frameworks/cluster/nodes/logger

redef Log::default_rotation_dir = "../log-queue";
redef Log::default_rotation_postprocessor_cmd = "";
redef Log::rotation_format_func = archiver_rotation_format_func;
redef LogAscii::enable_leftover_log_rotation = T;
@endif
