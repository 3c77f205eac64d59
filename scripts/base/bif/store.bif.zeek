module Broker;

export {
	global __create_master: function(id: string, b: BackendType,
		options: BackendOptions &default=BackendOptions()): opaque of Broker::Store
		&deprecated="Remove in v9.1. Broker stores are deprecated.";
	global __create_clone: function(id: string, resync_interval: interval,
		stale_interval: interval, mutation_buffer_interval: interval): opaque of Broker::Store
		&deprecated="Remove in v9.1. Broker stores are deprecated.";
	global __is_closed: function(h: opaque of Broker::Store): bool;
	global __close: function(h: opaque of Broker::Store): bool;
	global __store_name: function(h: opaque of Broker::Store): string;
	global __exists: function(h: opaque of Broker::Store, k: any): Broker::QueryResult;
	global __get: function(h: opaque of Broker::Store, k: any): Broker::QueryResult;
	global __put_unique: function(h: opaque of Broker::Store, k: any, v: any, e: interval): Broker::QueryResult;
	global __get_index_from_value: function(h: opaque of Broker::Store, k: any, i: any): Broker::QueryResult;
	global __keys: function(h: opaque of Broker::Store): Broker::QueryResult;
	global __put: function(h: opaque of Broker::Store, k: any, v: any, e: interval): bool;
	global __erase: function(h: opaque of Broker::Store, k: any): bool;
	global __increment: function(h: opaque of Broker::Store, k: any, a: any, e: interval): bool;
	global __decrement: function(h: opaque of Broker::Store, k: any, a: any, e: interval): bool;
	global __append: function(h: opaque of Broker::Store, k: any, s: any, e: interval): bool;
	global __insert_into_set: function(h: opaque of Broker::Store, k: any, i: any, e: interval): bool;
	global __insert_into_table: function(h: opaque of Broker::Store, k: any, i: any, v: any,
		e: interval): bool;
	global __remove_from: function(h: opaque of Broker::Store, k: any, i: any, e: interval): bool;
	global __push: function(h: opaque of Broker::Store, k: any, v: any, e: interval): bool;
	global __pop: function(h: opaque of Broker::Store, k: any, e: interval): bool;
	global __clear: function(h: opaque of Broker::Store): bool;
}
