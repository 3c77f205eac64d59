# &log at fields of types that no log can hold.
type Wrong: record {
	a: table[count] of count &log;
	b: any &log;
	c: pattern &log;
	d: set[addr, port] &log;
	e: vector of set[count] &log;
	f: set[conn_id] &log;
};
type Right: record {
	a: set[count] &log;
	b: vector of string &log;
	c: conn_id &log;
	d: function() &log;
	e: set[addr, addr] &log;
};
