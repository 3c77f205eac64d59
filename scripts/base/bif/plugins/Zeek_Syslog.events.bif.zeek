module GLOBAL;

export {
	global syslog_message: event(c: connection, facility: count, severity: count, msg: string);
}
