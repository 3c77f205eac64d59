module Storage::Sync;

export {
	global __open_backend: function(btype: Storage::Backend, options: any, key_type: any,
		val_type: any): Storage::OperationResult;
	global __close_backend: function(backend: opaque of Storage::BackendHandle): Storage::OperationResult;
	global __put: function(backend: opaque of Storage::BackendHandle, key: any, value: any,
		overwrite: bool, expire_time: interval): Storage::OperationResult;
	global __get: function(backend: opaque of Storage::BackendHandle, key: any): Storage::OperationResult;
	global __erase: function(backend: opaque of Storage::BackendHandle, key: any): Storage::OperationResult;
}
