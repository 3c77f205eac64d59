##! Tables with &backend across nodes; the only node there is has all of them itself.

@deprecated "Remove in v9.1. Broker stores have been deprecated; use &publish_on_change, Cluster::publish() or the storage framework."

@load ./main

module Broker;

export {
	## The manager tells others which stores it has.
	global announce_masters: event(masters: set[string]);
}
