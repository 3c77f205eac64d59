# What has expired is not found, and gives way.
@load base/frameworks/storage/sync
@load policy/frameworks/storage/backend/sqlite

redef allow_network_time_forward = F;

event zeek_init()
	{
	local options: Storage::BackendOptions;
	options$sqlite = Storage::Backend::SQLite::Options($database_path=":memory:",
		$table_name="some table");
	local store: opaque of Storage::BackendHandle = Storage::Sync::open_backend(
		Storage::STORAGE_BACKEND_SQLITE, options, string, string)$value;
	print Storage::Sync::put(store, [$key="a", $value="1", $expire_time=1sec])$code;
	print Storage::Sync::get(store, "a");
	print Storage::Sync::put(store, [$key="a", $value="2", $overwrite=F])$code;
	set_network_time(network_time() + 2sec);
	print Storage::Sync::get(store, "a");
	print Storage::Sync::put(store, [$key="a", $value="2", $overwrite=F])$code;
	print Storage::Sync::get(store, "a");
	}
