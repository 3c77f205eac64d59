##! An action that drops the host a notice is about, by catch and release.

@load base/frameworks/netcontrol
@load base/frameworks/notice/main
@load policy/frameworks/netcontrol/catch-and-release

module Notice;

export {
	redef record Info += {
		## Whether `src` was dropped because of this notice.
		dropped: bool &log &default=F;
	};
}

hook notice(n: Notice::Info) &priority=-5
	{
	if ( ACTION_DROP !in n$actions )
		return;

	# One that is known already is dropped, or soon will be.
	if ( NetControl::get_catch_release_info(n$src)$watch_until != 0 )
		return;

	# Zeek tells whether there is a message, not which.
	local why = n?$msg ? fmt("ACTION_DROP: %s", n?$msg) : "ACTION_DROP";
	local done = NetControl::drop_address_catch_release(n$src, why);

	n$dropped = done$watch_until != 0;
	}
