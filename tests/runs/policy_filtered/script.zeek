# Captures that somebody filtered are told of.
redef Log::default_writer = Log::WRITER_NONE;
redef Reporter::warnings_to_stderr = F;

event reporter_warning(t: time, msg: string, location: string)
	{
	print msg[:60];
	}
