module GLOBAL;

export {
	global ntp_message: event(c: connection, is_orig: bool, msg: NTP::Message);
}
