# Protocols on ports that are not theirs.
@load frameworks/analyzer/detect-protocols
@load frameworks/analyzer/packet-segment-logging

redef Log::default_writer = Log::WRITER_NONE;

hook Notice::policy(n: Notice::Info)
	{
	print n$note, n$msg, n$sub;
	}
