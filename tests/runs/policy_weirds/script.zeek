# Notices about gaps, and how much of a capture is missing.
@load misc/capture-loss
@load protocols/conn/weirds

redef CaptureLoss::initial_watch_interval = 1msec;
redef CaptureLoss::watch_interval = 1hr;
redef CaptureLoss::too_much_loss = 0.0001;

hook Notice::policy(n: Notice::Info)
	{
	print n$note, n$msg;
	}

hook CaptureLoss::log_policy(rec: CaptureLoss::Info, id: Log::ID, filter: Log::Filter)
	{
	print rec;
	break;
	}
