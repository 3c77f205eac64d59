module Storage;

export {
	global is_open: function(backend: opaque of Storage::BackendHandle): bool;
	global is_forced_sync: function(backend: opaque of Storage::BackendHandle): bool;
}
