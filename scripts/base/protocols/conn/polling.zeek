##! Looks at a connection from time to time.

module ConnPolling;

export {
	## Calls a function about a connection in a while. It gets the number of calls so
	## far, beginning at cnt, and returns when to call again; below zero means never.
	global watch: function(c: connection, callback: function(c: connection, cnt: count): interval,
		cnt: count, i: interval);
}

event ConnPolling::check(id: conn_id, callback: function(c: connection, cnt: count): interval,
	cnt: count)
	{
	if ( ! connection_exists(id) )
		return;

	# Looking the connection up brings the record up to date.
	local c = lookup_connection(id);
	local pause = callback(c, cnt);

	if ( pause >= 0 sec )
		watch(c, callback, cnt + 1, pause);
	}

function watch(c: connection, callback: function(c: connection, cnt: count): interval,
	cnt: count, i: interval)
	{
	schedule i { ConnPolling::check(c$id, callback, cnt) };
	}
