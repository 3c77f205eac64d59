module GLOBAL;

export {
	global gssapi_neg_result: event(c: connection, state: count);
}
