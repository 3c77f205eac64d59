@load ./main
@load ./pools
@load ./publish-on-change
@load ./pubsub
@load ./telemetry
@load ./types
