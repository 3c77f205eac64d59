# Operations inside of when: their answers come at the next look.
@load base/frameworks/storage/async
@load policy/frameworks/storage/backend/sqlite

function options(): Storage::BackendOptions
	{
	local made: Storage::BackendOptions;
	made$sqlite = Storage::Backend::SQLite::Options($database_path=":memory:", $table_name="t");
	return made;
	}

event Storage::backend_opened(tag: Storage::Backend, o: any)
	{
	print "opened", tag;
	}

event zeek_init()
	{
	when ( local opened = Storage::Async::open_backend(Storage::STORAGE_BACKEND_SQLITE,
		options(), string, count) )
		{
		print opened$code;
		local store: opaque of Storage::BackendHandle = opened$value;
		when [store] ( local stored = Storage::Async::put(store, [$key="a", $value=1]) )
			{
			print stored;
			when [store] ( local found = Storage::Async::get(store, "a") )
				{
				print found, (found$value as count) + 1;
				}
			timeout 5sec { print "late"; }
			print "asked";
			}
		timeout 5sec { print "late"; }
		}
	timeout 5sec { print "late"; }
	print "waiting";
	}
