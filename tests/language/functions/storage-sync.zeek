# A store in a file: what goes in comes out, what is not there is told.
@load base/frameworks/storage/sync
@load policy/frameworks/storage/backend/sqlite

type Service: record { host: addr; p: port; names: set[string]; };

function open_store(path: string, keys: any, values: any): Storage::OperationResult
	{
	local options: Storage::BackendOptions;
	options$sqlite = Storage::Backend::SQLite::Options($database_path=path, $table_name="t");
	return Storage::Sync::open_backend(Storage::STORAGE_BACKEND_SQLITE, options, keys, values);
	}

event Storage::backend_opened(tag: Storage::Backend, options: any)
	{
	print "opened", tag;
	}

event zeek_init()
	{
	local opened = open_store("store.sqlite", Service, vector of count);
	print opened$code, Storage::is_open(opened$value), Storage::is_forced_sync(opened$value);
	local store: opaque of Storage::BackendHandle = opened$value;
	local key = Service($host=10.0.0.1, $p=80/tcp, $names=set("a"));
	print Storage::Sync::get(store, key);
	print Storage::Sync::put(store, [$key=key, $value=vector(1, 2)]);
	print Storage::Sync::get(store, key);
	print Storage::Sync::put(store, [$key=key, $value=vector(3), $overwrite=F]);
	print Storage::Sync::put(store, [$key="wrong", $value=vector(3)]);
	print Storage::Sync::put(store, [$key=key, $value="wrong"]);
	print Storage::Sync::put(store, [$key=key, $value=vector(4)]);
	print Storage::Sync::close_backend(store), Storage::is_open(store);
	print Storage::Sync::get(store, key);

	store = open_store("store.sqlite", Service, vector of count)$value;
	print Storage::Sync::get(store, key);
	print Storage::Sync::erase(store, key), Storage::Sync::get(store, key)$code;
	Storage::Sync::close_backend(store);

	opened = open_store("no/such/folder/store.sqlite", string, string);
	print opened$code, opened$error_str, Storage::is_open(opened$value);
	opened = Storage::Sync::open_backend(Storage::STORAGE_BACKEND_SQLITE,
		Storage::BackendOptions(), string, string);
	print opened$code, opened$error_str;
	system("rm -f store.sqlite*");
	}
