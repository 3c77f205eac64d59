##! Loaded after base/init-bare.zeek in every run: the frameworks that are close to the
##! engine, and all built-in functions and events.

@load base/frameworks/logging
@load base/frameworks/broker
@load base/frameworks/supervisor
@load base/frameworks/input
@load base/frameworks/cluster
@load base/frameworks/config
@load base/frameworks/analyzer
@load base/frameworks/files
@load base/frameworks/telemetry/options
@load base/bif
@load base/bif/plugins
