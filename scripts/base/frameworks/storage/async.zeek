##! Operations on stores for conditions of `when`, which goes on once they are done; it needs
##! a timeout.

@load ./main

module Storage::Async;

export {
	## Opens a store for keys and values of the given types. The result's value is the
	## handle that the other functions want.
	global open_backend: function(btype: Storage::Backend,
		options: Storage::BackendOptions, key_type: any, val_type: any)
		: Storage::OperationResult;

	## Closes a store.
	global close_backend: function(backend: opaque of Storage::BackendHandle)
		: Storage::OperationResult;

	## Stores a value.
	global put: function(backend: opaque of Storage::BackendHandle,
		args: Storage::PutArgs): Storage::OperationResult;

	## Looks a value up.
	global get: function(backend: opaque of Storage::BackendHandle, key: any)
		: Storage::OperationResult;

	## Removes a value.
	global erase: function(backend: opaque of Storage::BackendHandle, key: any)
		: Storage::OperationResult;
}

function open_backend(btype: Storage::Backend, options: Storage::BackendOptions,
	key_type: any, val_type: any): Storage::OperationResult
	{
	if ( options$forced_sync )
		return Storage::Sync::__open_backend(btype, options, key_type, val_type);

	return __open_backend(btype, options, key_type, val_type);
	}

function close_backend(backend: opaque of Storage::BackendHandle)
	: Storage::OperationResult
	{
	if ( Storage::is_forced_sync(backend) )
		return Storage::Sync::__close_backend(backend);

	return __close_backend(backend);
	}

function put(backend: opaque of Storage::BackendHandle, args: Storage::PutArgs)
	: Storage::OperationResult
	{
	if ( Storage::is_forced_sync(backend) )
		return Storage::Sync::__put(backend, args$key, args$value, args$overwrite,
			args$expire_time);

	return __put(backend, args$key, args$value, args$overwrite, args$expire_time);
	}

function get(backend: opaque of Storage::BackendHandle, key: any)
	: Storage::OperationResult
	{
	if ( Storage::is_forced_sync(backend) )
		return Storage::Sync::__get(backend, key);

	return __get(backend, key);
	}

function erase(backend: opaque of Storage::BackendHandle, key: any)
	: Storage::OperationResult
	{
	if ( Storage::is_forced_sync(backend) )
		return Storage::Sync::__erase(backend, key);

	return __erase(backend, key);
	}
