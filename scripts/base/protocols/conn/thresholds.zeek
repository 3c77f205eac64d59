##! Events when connections grow beyond sizes, numbers of packets or durations. The
##! engine watches one value of each kind; here any number of them may be asked for.

module ConnThreshold;

export {
	## The values that are still ahead of a connection.
	type Thresholds: record {
		orig_byte: set[count] &default=count_set();
		resp_byte: set[count] &default=count_set();
		orig_packet: set[count] &default=count_set();
		resp_packet: set[count] &default=count_set();
		duration: set[interval] &default=interval_set();
	};

	## Asks for bytes_threshold_crossed when a side has sent so many bytes.
	global set_bytes_threshold: function(c: connection, threshold: count, is_orig: bool): bool;

	## Asks for packets_threshold_crossed when a side has sent so many packets.
	global set_packets_threshold: function(c: connection, threshold: count, is_orig: bool): bool;

	## Asks for duration_threshold_crossed when a connection has lasted so long.
	global set_duration_threshold: function(c: connection, threshold: interval): bool;

	global delete_bytes_threshold: function(c: connection, threshold: count, is_orig: bool): bool;
	global delete_packets_threshold: function(c: connection, threshold: count, is_orig: bool): bool;
	global delete_duration_threshold: function(c: connection, threshold: interval): bool;

	global bytes_threshold_crossed: event(c: connection, threshold: count, is_orig: bool);
	global packets_threshold_crossed: event(c: connection, threshold: count, is_orig: bool);
	global duration_threshold_crossed: event(c: connection, threshold: interval, is_orig: bool);
}

redef record connection += {
	thresholds: ConnThreshold::Thresholds &optional;
};

type threshold_type: enum { BYTES, PACKETS, DURATION };

function set_conn(c: connection)
	{
	if ( ! c?$thresholds )
		c$thresholds = Thresholds();
	}

# The sets are shared with the record: what is added to them is added there.
function wanted_counts(c: connection, ttype: threshold_type, is_orig: bool): set[count]
	{
	local t = c$thresholds;

	if ( ttype == BYTES )
		return is_orig ? t$orig_byte : t$resp_byte;

	return is_orig ? t$orig_packet : t$resp_packet;
	}

function next_count(wanted: set[count]): count
	{
	local least = 0;

	for ( n in wanted )
		{
		if ( least == 0 || n < least )
			least = n;
		}

	return least;
	}

function next_duration(wanted: set[interval]): interval
	{
	local least = 0 sec;

	for ( i in wanted )
		{
		if ( least == 0 sec || i < least )
			least = i;
		}

	return least;
	}

# Tells the engine which value comes next.
function watch_counts(c: connection, ttype: threshold_type, is_orig: bool): bool
	{
	local ahead = next_count(wanted_counts(c, ttype, is_orig));

	if ( ttype == BYTES )
		return ahead == get_current_conn_bytes_threshold(c$id, is_orig) ||
		       set_current_conn_bytes_threshold(c$id, ahead, is_orig);

	return ahead == get_current_conn_packets_threshold(c$id, is_orig) ||
	       set_current_conn_packets_threshold(c$id, ahead, is_orig);
	}

function watch_duration(c: connection): bool
	{
	local ahead = next_duration(c$thresholds$duration);

	return ahead == get_current_conn_duration_threshold(c$id) ||
	       set_current_conn_duration_threshold(c$id, ahead);
	}

function want_count(c: connection, ttype: threshold_type, threshold: count, is_orig: bool): bool
	{
	set_conn(c);

	if ( threshold == 0 )
		return F;

	local wanted = wanted_counts(c, ttype, is_orig);
	add wanted[threshold];
	return watch_counts(c, ttype, is_orig);
	}

# Takes a value out; F if it was not asked for.
function drop_count(c: connection, ttype: threshold_type, threshold: count, is_orig: bool): bool
	{
	local wanted = wanted_counts(c, ttype, is_orig);

	if ( threshold !in wanted )
		return F;

	delete wanted[threshold];
	return T;
	}

function unwant_count(c: connection, ttype: threshold_type, threshold: count, is_orig: bool): bool
	{
	set_conn(c);

	if ( ! drop_count(c, ttype, threshold, is_orig) )
		return F;

	watch_counts(c, ttype, is_orig);
	return T;
	}

function set_bytes_threshold(c: connection, threshold: count, is_orig: bool): bool
	{
	return want_count(c, BYTES, threshold, is_orig);
	}

function set_packets_threshold(c: connection, threshold: count, is_orig: bool): bool
	{
	return want_count(c, PACKETS, threshold, is_orig);
	}

function set_duration_threshold(c: connection, threshold: interval): bool
	{
	set_conn(c);

	if ( threshold == 0 sec )
		return F;

	add c$thresholds$duration[threshold];
	return watch_duration(c);
	}

function delete_bytes_threshold(c: connection, threshold: count, is_orig: bool): bool
	{
	return unwant_count(c, BYTES, threshold, is_orig);
	}

function delete_packets_threshold(c: connection, threshold: count, is_orig: bool): bool
	{
	return unwant_count(c, PACKETS, threshold, is_orig);
	}

function delete_duration_threshold(c: connection, threshold: interval): bool
	{
	set_conn(c);

	if ( threshold !in c$thresholds$duration )
		return F;

	delete c$thresholds$duration[threshold];
	watch_duration(c);
	return T;
	}

event conn_bytes_threshold_crossed(c: connection, threshold: count, is_orig: bool) &priority=5
	{
	if ( ! c?$thresholds )
		return;

	if ( drop_count(c, BYTES, threshold, is_orig) )
		event ConnThreshold::bytes_threshold_crossed(c, threshold, is_orig);

	watch_counts(c, BYTES, is_orig);
	}

event conn_packets_threshold_crossed(c: connection, threshold: count, is_orig: bool) &priority=5
	{
	if ( ! c?$thresholds )
		return;

	if ( drop_count(c, PACKETS, threshold, is_orig) )
		event ConnThreshold::packets_threshold_crossed(c, threshold, is_orig);

	watch_counts(c, PACKETS, is_orig);
	}

event conn_duration_threshold_crossed(c: connection, threshold: interval, is_orig: bool) &priority=5
	{
	if ( ! c?$thresholds )
		return;

	if ( threshold in c$thresholds$duration )
		{
		delete c$thresholds$duration[threshold];
		event ConnThreshold::duration_threshold_crossed(c, threshold, is_orig);
		}

	watch_duration(c);
	}
