##! The built-in functions that base/init-bare.zeek does not load itself.

@load ./analyzer.bif
@load ./bloom-filter.bif
@load ./cardinality-counter.bif
@load ./cluster.bif
@load ./comm.bif
@load ./data.bif
@load ./file_analysis.bif
@load ./input.bif
@load ./logging.bif
@load ./messaging.bif
@load ./pcap.bif
@load ./publish_on_change.bif
@load ./storage-async.bif
@load ./storage-events.bif
@load ./storage-sync.bif
@load ./storage.bif
@load ./store.bif
@load ./top-k.bif
@load ./zeekygen.bif
