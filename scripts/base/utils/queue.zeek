module Queue;

export {
	type Settings: record {
		max_len: count &optional;
	};

	type Queue: record {};

	global init: function(s: Settings &default=[]): Queue;
	global put: function(q: Queue, val: any);
	global get: function(q: Queue): any;
	global peek: function(q: Queue): any;
	global merge: function(q1: Queue, q2: Queue): Queue;
	global len: function(q: Queue): count;
	global get_vector: function(q: Queue, ret: vector of any);
}

redef record Queue += {
	initialized: bool &default=F;
	vals: table[count] of any &optional;
	settings: Settings &optional;
	top: count &default=0;
	bottom: count &default=0;
	size: count &default=0;
};

function init(s: Settings): Queue
	{
	return Queue($initialized=T, $vals=table(), $settings=copy(s));
	}

function put(q: Queue, val: any)
	{
	if ( q$settings?$max_len && len(q) >= q$settings$max_len )
		get(q);

	q$vals[q$top] = val;
	++q$top;
	}

function get(q: Queue): any
	{
	local val = q$vals[q$bottom];
	delete q$vals[q$bottom];
	++q$bottom;
	return val;
	}

function peek(q: Queue): any
	{
	return q$vals[q$bottom];
	}

# Takes from both queues in turn, for as many rounds as the first one has values.
function merge(q1: Queue, q2: Queue): Queue
	{
	local merged = init(q1$settings);
	local i = 0;

	while ( i < len(q1) )
		{
		put(merged, q1$vals[q1$bottom + i]);

		if ( q2$bottom + i in q2$vals )
			put(merged, q2$vals[q2$bottom + i]);

		++i;
		}

	return merged;
	}

function len(q: Queue): count
	{
	return |q$vals|;
	}

function get_vector(q: Queue, ret: vector of any)
	{
	local i = 0;

	while ( i < len(q) )
		{
		ret[i] = q$vals[q$bottom + i];
		++i;
		}
	}
