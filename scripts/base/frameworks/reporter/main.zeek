##! The log of messages: what the engine and scripts report.

module Reporter;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A line of reporter.log.
	type Info: record {
		ts: time &log;
		level: Level &log;
		message: string &log;
		## Where in a script the message comes from.
		location: string &log &optional;
	};
}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="reporter", $policy=log_policy));
	}

function log_message(t: time, level: Level, msg: string, location: string)
	{
	Log::write(LOG, Info($ts=t, $level=level, $message=msg, $location=location));
	}

event reporter_info(t: time, msg: string, location: string) &priority=-5
	{
	log_message(t, INFO, msg, location);
	}

event reporter_warning(t: time, msg: string, location: string) &priority=-5
	{
	log_message(t, WARNING, msg, location);
	}

event reporter_error(t: time, msg: string, location: string) &priority=-5
	{
	log_message(t, ERROR, msg, location);
	}
