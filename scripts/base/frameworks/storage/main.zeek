##! Stores values under keys so that they outlive a run.

module Storage;

export {
	## Whether all stores do their operations at once, unless they say otherwise.
	const default_forced_sync: bool = F &redef;

	## How a store is opened; each kind of store adds a field of its own.
	type BackendOptions: record {
		## How values are written down.
		serializer: Storage::Serializer &default=Storage::STORAGE_SERIALIZER_JSON;

		## Whether operations are done at once, also those of Storage::Async.
		forced_sync: bool &default=Storage::default_forced_sync;
	};

	## What is to be stored.
	type PutArgs: record {
		key: any;
		value: any;

		## Whether it takes the place of what is there already.
		overwrite: bool &default=T;

		## After which time it goes away by itself; 0 keeps it.
		expire_time: interval &default=0sec;
	};

	## Bounds of the metric that tells how long operations take, in seconds.
	const latency_metric_bounds: vector of double = { 0.001, 0.01, 0.1, 1.0 } &redef;
}
